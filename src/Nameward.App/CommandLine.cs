using System.Collections.Immutable;
using System.CommandLine;
using Nameward.Engine;

namespace Nameward.App;

/// <summary>The command line as a whole: verbs in, one run out; what it does not understand is the user's mistake, all of it at once.</summary>
static class CommandLine
{
    const string About = "Reads DNS evidence and decides whether an adversary's DNS server is being used: what, why, and what could not be seen.";

    /// <summary>Parses and runs.</summary>
    /// <exception cref="UserError">The words make no sense.</exception>
    public static int Run(ImmutableArray<Func<Command>> verbs, string[] arguments)
    {
        var parsed = Root(verbs, arguments).Parse(arguments);
        return parsed.Errors.Count == 0
            ? parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false })
            : throw new UserError([.. Mistakes(parsed)]);
    }

    // A verb that is not known is said to be missing too, which is one mistake; and a list of values comes over several lines.
    static IEnumerable<Mistake> Mistakes(ParseResult parsed) => parsed.UnmatchedTokens is [var word, ..] && parsed.CommandResult.Command is RootCommand
        ? [new($"{word}: there is no such verb", "verbs: " + string.Join(", ", parsed.CommandResult.Command.Subcommands.Select(verb => verb.Name)), Help(parsed))]
        : parsed.Errors.Select(error => new Mistake(string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), null, Help(parsed)));

    /// <summary>The program's command with all verbs; a verb that is not named shows only the first paragraph of its description.</summary>
    public static RootCommand Root(ImmutableArray<Func<Command>> verbs, string[] arguments)
    {
        var root = new RootCommand(About);
        foreach (var verb in verbs.Select(create => create()))
        {
            verb.Description = arguments.Contains(verb.Name) ? verb.Description : verb.Description!.Split("\n\n")[0];
            root.Subcommands.Add(verb);
        }
        return root;
    }

    static string Help(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "nameward --help" : $"nameward {string.Join(' ', Path(parsed.CommandResult.Command))} --help";

    /// <summary>A command behind those that it belongs to, the program left out.</summary>
    static IEnumerable<string> Path(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } above and not RootCommand ? Path(above).Append(command.Name) : [command.Name];
}
