#compdef dreambot

__dreambot_complete() {
    local -ar non_empty_completions=("${@:#(|:*)}")
    local -ar empty_completions=("${(M)@:#(|:*)}")
    _describe -V '' non_empty_completions -- empty_completions -P $'\'\''
}

__dreambot_custom_complete() {
    local -a completions
    completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")
    if [[ "${#completions[@]}" -gt 1 ]]; then
        __dreambot_complete "${completions[@]:0:-1}"
    fi
}

__dreambot_cursor_index_in_current_word() {
    if [[ -z "${QIPREFIX}${IPREFIX}${PREFIX}" ]]; then
        printf 0
    else
        printf %s "${#${(z)LBUFFER}[-1]}"
    fi
}

_dreambot() {
    emulate -RL zsh -G
    setopt extendedglob nullglob numericglobsort
    unsetopt aliases banghist

    local -xr SAP_SHELL=zsh
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(builtin emulate zsh -c 'printf %s "${ZSH_VERSION}"')"
    local -r SAP_SHELL_VERSION

    local context state state_descr line
    local -A opt_args

    local -r command_name="${words[1]}"
    local -ar command_line=("${words[@]}")
    local -ir current_word_index="$((CURRENT - 1))"

    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'run:Run the bot until SIGTERM or SIGINT.'
            'check:Check configuration, database, token, intents, clock, and each server'\''s channels and permissions.'
            'import:Import wishes from a predecessor'\''s JSON, from an export, or from the cards on Discord.'
            'export:Write all wishes to standard output. Works beside a running bot.'
            'backup:Copy the database into one complete, checked file. Works beside a running bot.'
            'restore:Put a backup in the place of the database, which is kept. Stop the bot first.'
            'forget:Remove a member'\''s data from the database. Stop the bot first.'
            'status:Show what the running bot is doing: connection, guilds, queues, database.'
            'reload:Have the running bot read its configuration again, as SIGHUP does.'
            'log-level:Set the log level of the running bot until it is restarted.'
            'texts:Print the bot'\''s texts, as the configuration'\''s "texts" takes them.'
            'version:Print the version.'
            'help:Show subcommand help information.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        run|check|import|export|backup|restore|forget|status|reload|log-level|texts|version|help)
            "_dreambot_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_dreambot_run() {
    local -i ret=1
    local -ar arg_specs=(
        '--config[The configuration file. Default\: ./config.json, then /etc/dreambot/config.json.]:file:_files -g '\''*.json'\'''
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_check() {
    local -i ret=1
    local -ar arg_specs=(
        '--config[The configuration file. Default\: ./config.json, then /etc/dreambot/config.json.]:file:_files -g '\''*.json'\'''
        '--offline[Do not ask Discord.]'
        '--json[Print JSON.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_import() {
    local -i ret=1
    local -ar arg_specs=(
        '--config[The configuration file. Default\: ./config.json, then /etc/dreambot/config.json.]:file:_files -g '\''*.json'\'''
        ':file:_files -g '\''*.json'\'''
        '--from-discord[Rebuild lost wishes from the cards in the suggestions channel of the guild with this id.]:guild:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_export() {
    local -i ret=1
    local -ar ___format=('json' 'csv')
    local -ar arg_specs=(
        '--config[The configuration file. Default\: ./config.json, then /etc/dreambot/config.json.]:file:_files -g '\''*.json'\'''
        '--format[json (import can read it) or csv.]:format:{__dreambot_complete "${___format[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_backup() {
    local -i ret=1
    local -ar arg_specs=(
        '--config[The configuration file. Default\: ./config.json, then /etc/dreambot/config.json.]:file:_files -g '\''*.json'\'''
        ':destination:_files'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_restore() {
    local -i ret=1
    local -ar arg_specs=(
        '--config[The configuration file. Default\: ./config.json, then /etc/dreambot/config.json.]:file:_files -g '\''*.json'\'''
        ':file:_files -g '\''*.sqlite3'\'''
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_forget() {
    local -i ret=1
    local -ar arg_specs=(
        '--config[The configuration file. Default\: ./config.json, then /etc/dreambot/config.json.]:file:_files -g '\''*.json'\'''
        ':user:'
        '--with-wishes[Remove the member'\''s wishes too, with their history.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_status() {
    local -i ret=1
    local -ar arg_specs=(
        '--config[The configuration file. Default\: ./config.json, then /etc/dreambot/config.json.]:file:_files -g '\''*.json'\'''
        '--json[Print JSON.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_reload() {
    local -i ret=1
    local -ar arg_specs=(
        '--config[The configuration file. Default\: ./config.json, then /etc/dreambot/config.json.]:file:_files -g '\''*.json'\'''
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_log-level() {
    local -i ret=1
    local -ar _level=('trace' 'debug' 'info' 'notice' 'warning' 'error' 'critical' 'configured')
    local -ar arg_specs=(
        '--config[The configuration file. Default\: ./config.json, then /etc/dreambot/config.json.]:file:_files -g '\''*.json'\'''
        ':level:{__dreambot_complete "${_level[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_texts() {
    local -i ret=1
    local -ar ___language=('en' 'de' 'es')
    local -ar ___voice=('plain' 'ahamkara')
    local -ar arg_specs=(
        '--language[en, de or es.]:language:{__dreambot_complete "${___language[@]}"}'
        '--voice[plain or ahamkara.]:voice:{__dreambot_complete "${___voice[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_version() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_dreambot_help() {
    local -i ret=1
    local -ar arg_specs=(
        '*:subcommands:'
        '--version[Show the version.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

if [[ "${funcstack[1]}" = _dreambot ]]; then
    _dreambot "${@}"
else
    compdef _dreambot dreambot
fi
