"""What members do: the story, wishes and votes, buttons, a restart of the bot, hidden answers, writing."""

import json
import os

from trial import Trial


class Use(Trial):
    """Parts of the scenario."""

    def story(self):
        self.shows("#story", "A wish comes true", "the story is offered")
        steps = self.page.run("document.querySelectorAll('#steps > li').length")
        for number in range(1, steps + 1):
            self.page.click("#next-step")
            self.page.wait(f"document.querySelector('#steps > li:nth-child({number})').matches('.done, .failed')", f"step {number} ends")
            text = self.page.run(f"document.querySelector('#steps > li:nth-child({number})').innerText")
            self.check("✘" not in text, f"step {number}: {text.splitlines()[0]}")
            if number == 5 and self.pictures:
                self.page.picture(os.path.join(self.pictures, "page-light.png"))
        self.shows("#channel-list", "suggestions", "the last step shows the other guild")
        self.page.click("#guild-list li:first-child button")
        self.page.wait("document.querySelector('.channel[data-name=\"night-owls\"]')", "the new channel in the list")
        self.passed("#night-owls is in the list of channels")

    def wishing(self):
        self.open_channel("suggestions")
        self.page.choose("#actor", "elif")
        self.slash("/wish vid", {"text": "A film about tide pools"})
        card = self.card("tide pools")
        self.page.wait(f"document.querySelector(\"{card} .pill[data-emoji='🌟'] .count\")?.textContent === '1'", "the card with the bot's star")
        self.passed("a wish by slash command becomes a card with the bot's star")
        self.page.choose("#actor", "finn")
        self.page.click(f"{card} .pill[data-emoji='🌟']")
        self.page.wait(f"document.querySelector(\"{card} .pill[data-emoji='🌟'] .count\").textContent === '2'", "the count after a vote")
        self.check(self.page.run(f"document.querySelector(\"{card} .pill[data-emoji='🌟']\").getAttribute('aria-pressed')") == "true", "a vote counts, and the pill is pressed for its member")
        self.page.choose("#actor", "jonas")
        self.page.wait(f"document.querySelector(\"{card} .pill[data-emoji='🌟']\").getAttribute('aria-pressed') === 'false'", "the pill is not pressed for another member")
        self.passed("the pill is not pressed for another member")

    def buttons(self):
        for number in range(3):
            self.page.choose("#actor", ["greta", "hugo", "iris"][number])
            self.slash("/wish vid", {"text": f"Film number {number} of the archive"})
            self.card(f"Film number {number}")
        self.open_channel("general")
        self.slash("/top", {"kind": "videos", "count": "2"})
        self.page.wait("[...document.querySelectorAll('#messages button[data-custom-id]')].some((one) => one.textContent === '▶')", "a list with buttons")
        before = self.page.run("document.querySelector('#messages li:last-child .body').innerText")
        self.page.run("[...document.querySelectorAll('#messages button[data-custom-id]')].filter((one) => one.textContent === '▶').at(-1).id = 'forward'")
        self.page.click("#forward")
        self.page.wait(f"document.querySelector('#messages li:last-child .body').innerText !== {json.dumps(before)}", "the next page of the list")
        self.passed("a button of a message turns the page of a list")

    def restart(self):
        self.open_channel("suggestions")
        self.page.choose("#actor", "jonas")
        self.slash("/wish ch", {"name": "Tide Pools", "purpose": "all that lives between high and low water"})
        card = self.card("high and low water")
        self.page.wait(f"document.querySelector(\"{card} .pill\")", "the card of the channel wish")
        self.page.click("#tab-bot")
        self.page.run("[...document.querySelectorAll('#bot button')].find((one) => one.textContent === 'Stop').id = 'stop-bot'")
        self.page.click("#stop-bot")
        self.page.wait("document.querySelector('#bot-state').textContent.endsWith('offline')", "the bot is offline")
        self.passed("the bot is stopped by a button, and shown as offline")
        for member in ("ada", "ben", "cleo", "dario", "elif", "finn", "greta", "hugo"):
            self.page.choose("#actor", member)
            self.page.wait(f"document.querySelector('#text').placeholder.endsWith({json.dumps(member)})", f"{member} acts")
            self.page.click(f"{card} .pill[data-emoji='🌟']")
            self.page.wait(f"document.querySelector(\"{card} .pill[data-emoji='🌟']\").getAttribute('aria-pressed') === 'true'", f"the vote of {member}")
        self.passed("eight members vote while it is down")
        self.slash("/wishh", {})
        self.page.wait("[...document.querySelectorAll('#messages .failed')].some((one) => one.textContent.includes('did not respond'))", "Discord's note on a command without answer")
        self.passed("a command without answer is told to its user")
        self.page.run("[...document.querySelectorAll('#bot button')].find((one) => one.textContent === 'Start').click()")
        self.page.wait("document.querySelector('#bot-log').textContent.split('Synced guild Dreamers').length > 3", "the sync line in the bot's log")
        self.passed("the bot starts again, and its sync line is in the log")
        self.page.wait("document.querySelector('.channel[data-name=\"tide-pools\"]')", "the channel that was wished for")
        self.passed("the channel that was wished for appears")

    def hidden(self):
        """An answer that only its user sees."""
        self.open_channel("general")
        self.page.choose("#actor", "ada")
        self.slash("/wishh", {})
        self.page.wait("document.querySelector('#messages .hidden-answer:last-child')", "a hidden answer")
        count = self.page.run("document.querySelectorAll('#messages .hidden-answer').length")
        self.page.choose("#actor", "ben")
        self.page.wait("document.querySelectorAll('#messages .hidden-answer').length === 0", "the hidden answer is not shown to another member")
        self.page.choose("#actor", "ada")
        self.page.wait(f"document.querySelectorAll('#messages .hidden-answer').length === {count}", "the hidden answer of ada")
        self.passed("a hidden answer is shown to its user alone")

    def writing(self):
        self.open_channel("general")
        self.page.choose("#actor", "ben")
        self.page.fill("#text", "Hello **everyone**, says `ben`")
        self.page.key("Enter")
        message = self.card("Hello everyone")
        self.check(self.page.run(f"document.querySelector(\"{message} strong\").textContent") == "everyone", "markdown is drawn")
        self.page.run(f"document.querySelector(\"{message}\").focus()")
        self.page.run(f"document.querySelector(\"{message} .tools button[aria-label=Reply]\").click()")
        self.page.choose("#actor", "cleo")
        self.page.fill("#text", "And hello @ben")
        self.page.key("Enter")
        answer = self.card("And hello @ben")
        self.shows(f"{answer} .reply", "Hello everyone", "a reply shows what it answers")
        self.page.run(f"document.querySelector(\"{answer}\").focus()")
        self.page.key("ArrowUp")
        self.check(self.page.run(f"document.activeElement === document.querySelector(\"{message}\")"), "arrow keys move between messages")
        self.page.click(answer, button="right")
        self.page.wait("document.querySelector('.menu[role=menu]')", "the menu of a message")
        self.rules("with a menu open")
        self.page.run("[...document.querySelectorAll('.menu button')].find((one) => one.textContent === 'Edit').click()")
        self.page.fill("#text", "And hello to all")
        self.page.key("Enter")
        self.page.wait(f"document.querySelector(\"{answer}\").textContent.includes('(edited)')", "an edited message says so")
        self.passed("a message is edited by its menu")
        self.page.click(answer, button="right")
        self.page.run("[...document.querySelectorAll('.menu button')].find((one) => one.textContent === 'Delete').click()")
        self.page.wait(f"!document.querySelector(\"{answer}\")", "a deleted message goes")
        self.passed("a message is deleted by its menu")
