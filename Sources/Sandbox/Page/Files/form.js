// Forms that the bot opens for a member (modals).

export function startForms() {}
