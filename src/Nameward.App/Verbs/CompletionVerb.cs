using System.CommandLine;

namespace Nameward.App.Verbs;

/// <summary><c>completion SHELL</c>: a script that lets a shell complete verbs, flags and their values.</summary>
static class CompletionVerb
{
    const string About = """
        Prints a completion script for a shell.

        Examples:
          source <(nameward completion bash)
          nameward completion zsh > "${fpath[1]}/_nameward"
          nameward completion fish > ~/.config/fish/completions/nameward.fish
          nameward completion pwsh | Out-String | Invoke-Expression
        """;

    const string Bash = """
        _nameward() {
            local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]}
            mapfile -t COMPREPLY < <(compgen -W "$(nameward "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word")
            [[ ${#COMPREPLY[@]} -gt 0 ]] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
        }
        complete -o filenames -F _nameward nameward
        """;

    const string Zsh = """
        #compdef nameward
        _nameward() {
            local -a words_found
            words_found=("${(@f)$(nameward "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            [[ -n ${words_found[1]} ]] && compadd -a words_found
            _files
        }
        compdef _nameward nameward
        """;

    const string Fish = """
        complete -c nameward -a '(nameward "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
        """;

    const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName nameward -ScriptBlock {
            param($word, $line, $position)
            nameward "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var verb = new Command("completion", About) { shell };
        verb.SetAction(parsed =>
        {
            Console.WriteLine(parsed.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, "fish" => Fish, _ => PowerShell });
            return ExitStatus.Done;
        });
        return verb;
    }
}
