using System.Collections.Immutable;
using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Intelligence;

namespace Nameward.App.Verbs;

/// <summary>The flag that names indicator lists.</summary>
static class IntelOption
{
    const string Flag = "--intel";

    /// <summary>The flag.</summary>
    public static Option<string[]> Create() => new(Flag) { Description = "Indicator list: one name, address or CIDR prefix a line, # for comments. Repeatable.", HelpName = "FILE" };

    /// <summary>Reads the lists that were named; those that cannot be read are left out, with the mistakes added.</summary>
    public static ImmutableArray<IndicatorList> Read(string[]? paths, List<Mistake> mistakes)
    {
        var lists = ImmutableArray.CreateBuilder<IndicatorList>();
        foreach (var path in paths ?? [])
        {
            try
            {
                using var text = new StreamReader(path);
                lists.Add(IndicatorList.Read(Path.GetFileName(path), text));
            }
            catch (UserError error)
            {
                mistakes.AddRange(error.Mistakes);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
            {
                mistakes.Add(new($"{Flag} {path}: {(fault is FileNotFoundException or DirectoryNotFoundException or ArgumentException ? "there is no such file" : fault.Message)}", null, "name a readable text file"));
            }
        }
        return lists.ToImmutable();
    }
}
