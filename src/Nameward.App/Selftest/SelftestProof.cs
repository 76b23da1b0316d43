using System.Collections.Immutable;
using Nameward.Engine;
using Nameward.Engine.Reports;

namespace Nameward.App.Selftest;

/// <summary>The whole proof over the files that the program carries, or over others in their place.</summary>
static class SelftestProof
{
    /// <summary>Runs every check.</summary>
    public static SelftestDocument Of(CarriedFiles files) => new(Product.Version, MachineChecks.Facts, [.. Checks(files)]);

    static ImmutableArray<SelftestCheck> Checks(CarriedFiles files)
    {
        var temporary = MachineChecks.Folder("temporary folder", Path.GetTempPath());
        ImmutableArray<SelftestCheck> machine = [.. MachineChecks.Of(files), temporary];
        return temporary.Outcome == SelftestOutcome.Held ? [.. OfEvidence(files, machine)] : machine;
    }

    // The thread check stands with those of the machine, and goes last: it reads everything once more.
    static List<SelftestCheck> OfEvidence(CarriedFiles files, ImmutableArray<SelftestCheck> machine)
    {
        using var place = new SelftestPlace(files);
        var runs = new SelftestRuns(place);
        List<SelftestCheck> checks = [.. FormatChecks.Of(place), .. runs.Decisions(), .. DetectorChecks.Of(place, runs), .. ToolChecks.Of(place)];
        return [.. machine, runs.Threads(), .. checks];
    }
}
