using System.Collections.Immutable;
using Nameward.Engine;

namespace Nameward.App;

/// <summary>Says the user's mistakes on standard error: what, what is there instead, what to do.</summary>
static class Mistakes
{
    /// <summary>Says mistakes that the program found.</summary>
    public static int Say(UserError error) => Say(error.Mistakes);

    /// <summary>Says mistakes in the words of the command line.</summary>
    public static int Say(System.CommandLine.ParseResult parsed) => Say([.. parsed.Errors.Select(error => new Mistake(error.Message, null, "nameward --help"))]);

    static int Say(ImmutableArray<Mistake> mistakes)
    {
        foreach (var mistake in mistakes)
        {
            Console.Error.WriteLine($"error   {mistake.What}");
            if (mistake.Here is { } here)
            {
                Console.Error.WriteLine($"        here    {here}");
            }
            if (mistake.Do is { } @do)
            {
                Console.Error.WriteLine($"        do      {@do}");
            }
            Console.Error.WriteLine();
        }
        Console.Error.WriteLine(mistakes.Length == 1 ? "1 mistake; nothing was read." : $"{mistakes.Length} mistakes; nothing was read.");
        return ExitStatus.UserMistake;
    }
}
