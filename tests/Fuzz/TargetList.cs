using System.Collections.Immutable;
using Nameward.Engine.Evidence.Formats;
using Nameward.Fuzz.Targets;

namespace Nameward.Fuzz;

/// <summary>Every target: each format of the engine's list, and the readers that stand by themselves.</summary>
static class TargetList
{
    /// <summary>All targets; samples of a format are looked for in <c>formats/ID</c> of the given folder.</summary>
    public static ImmutableArray<IFuzzTarget> All(string samples)
    {
        var formats = FormatList.All.Select(format => new FormatTarget(format, Samples.In(Path.Combine(samples, "formats", format.Info.Id)))).ToArray();
        return
        [
            new AddressTarget(),
            new NameTarget(),
            new SniffTarget([.. FormatList.All], [.. formats.SelectMany(format => format.Seeds)]),
            .. formats,
        ];
    }
}
