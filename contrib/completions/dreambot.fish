function __dreambot_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __dreambot_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __dreambot_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __dreambot_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __dreambot_parse_tokens -S
    set -l unparsed_tokens (__dreambot_tokens -pc)
    switch $unparsed_tokens[1]
    case 'dreambot'
        __dreambot_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'run'
            __dreambot_parse_subcommand 0 'config=' 'version' 'h/help'
        case 'check'
            __dreambot_parse_subcommand 0 'config=' 'offline' 'json' 'version' 'h/help'
        case 'import'
            __dreambot_parse_subcommand 1 'config=' 'from-discord=' 'version' 'h/help'
        case 'export'
            __dreambot_parse_subcommand 0 'config=' 'format=' 'version' 'h/help'
        case 'backup'
            __dreambot_parse_subcommand 1 'config=' 'version' 'h/help'
        case 'restore'
            __dreambot_parse_subcommand 1 'config=' 'version' 'h/help'
        case 'forget'
            __dreambot_parse_subcommand 1 'config=' 'with-wishes' 'version' 'h/help'
        case 'status'
            __dreambot_parse_subcommand 0 'config=' 'json' 'version' 'h/help'
        case 'reload'
            __dreambot_parse_subcommand 0 'config=' 'version' 'h/help'
        case 'log-level'
            __dreambot_parse_subcommand 1 'config=' 'version' 'h/help'
        case 'texts'
            __dreambot_parse_subcommand 0 'language=' 'voice=' 'version' 'h/help'
        case 'version'
            __dreambot_parse_subcommand 0 'version' 'h/help'
        case 'help'
            __dreambot_parse_subcommand -r 1 'version'
        end
    end
end

function __dreambot_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __dreambot_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __dreambot_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __dreambot_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__dreambot_tokens -p)
    if test -z "$(__dreambot_tokens -t)"
        set -l index (count (__dreambot_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'dreambot' -f
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'run' -d 'Run the bot until SIGTERM or SIGINT.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'check' -d 'Check configuration, database, token, intents, clock, and each server\'s channels and permissions.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'import' -d 'Import wishes from a predecessor\'s JSON, from an export, or from the cards on Discord.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'export' -d 'Write all wishes to standard output. Works beside a running bot.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'backup' -d 'Copy the database into one complete, checked file. Works beside a running bot.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'restore' -d 'Put a backup in the place of the database, which is kept. Stop the bot first.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'forget' -d 'Remove a member\'s data from the database. Stop the bot first.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'status' -d 'Show what the running bot is doing: connection, guilds, queues, database.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'reload' -d 'Have the running bot read its configuration again, as SIGHUP does.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'log-level' -d 'Set the log level of the running bot until it is restarted.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'texts' -d 'Print the bot\'s texts, as the configuration\'s "texts" takes them.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'version' -d 'Print the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot run" config' -l 'config' -d 'The configuration file. Default: ./config.json, then /etc/dreambot/config.json.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot run" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot check" config' -l 'config' -d 'The configuration file. Default: ./config.json, then /etc/dreambot/config.json.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot check" offline' -l 'offline' -d 'Do not ask Discord.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot check" json' -l 'json' -d 'Print JSON.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot check" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot import" config' -l 'config' -d 'The configuration file. Default: ./config.json, then /etc/dreambot/config.json.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot import" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot import" from-discord' -l 'from-discord' -d 'Rebuild lost wishes from the cards in the suggestions channel of the guild with this id.' -rfka ''
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot import" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot export" config' -l 'config' -d 'The configuration file. Default: ./config.json, then /etc/dreambot/config.json.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot export" format' -l 'format' -d 'json (import can read it) or csv.' -rfka 'json csv'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot export" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot backup" config' -l 'config' -d 'The configuration file. Default: ./config.json, then /etc/dreambot/config.json.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot backup" -eq 1' -F
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot backup" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot backup" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot restore" config' -l 'config' -d 'The configuration file. Default: ./config.json, then /etc/dreambot/config.json.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot restore" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'sqlite3\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot restore" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot restore" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot forget" config' -l 'config' -d 'The configuration file. Default: ./config.json, then /etc/dreambot/config.json.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot forget" with-wishes' -l 'with-wishes' -d 'Remove the member\'s wishes too, with their history.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot forget" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot forget" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot status" config' -l 'config' -d 'The configuration file. Default: ./config.json, then /etc/dreambot/config.json.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot status" json' -l 'json' -d 'Print JSON.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot status" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot reload" config' -l 'config' -d 'The configuration file. Default: ./config.json, then /etc/dreambot/config.json.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot reload" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot reload" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot log-level" config' -l 'config' -d 'The configuration file. Default: ./config.json, then /etc/dreambot/config.json.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_positional "dreambot log-level" -eq 1' -fka 'trace debug info notice warning error critical configured'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot log-level" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot log-level" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot texts" language' -l 'language' -d 'en, de or es.' -rfka 'en de es'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot texts" voice' -l 'voice' -d 'plain or ahamkara.' -rfka 'plain ahamkara'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot texts" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot texts" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot version" version' -l 'version' -d 'Show the version.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot version" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'dreambot' -n '__dreambot_should_offer_completions_for_flags_or_options "dreambot help" version' -l 'version' -d 'Show the version.'
