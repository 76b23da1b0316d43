using System.Collections.Immutable;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Fuzz.Targets;

namespace Nameward.Fuzz;

/// <summary>Every target: each format of the engine's list, and the readers that stand by themselves.</summary>
static class TargetList
{
    /// <summary>All targets. A format starts from the samples in <c>formats/ID</c> of the given folder and from all others that it takes for its own.</summary>
    public static ImmutableArray<IFuzzTarget> All(string samples)
    {
        var known = Samples.In(samples);
        var talks = TalkSeeds.Of(Path.Combine(samples, "selftest", "tools.pcap"));
        return
        [
            new AddressTarget(),
            new BaselineTarget(Samples.At(Path.Combine(samples, "selftest", "normal.json"))),
            .. FeedFormatList.All.Select(format => new FeedTarget(format, [.. known.Where(sample => sample.Folder == format.Info.Id).Select(sample => sample.Bytes)])),
            new DecoderTarget(talks),
            new LayerTarget(),
            .. MapTarget.All,
            new NameTarget(),
            new SessionTarget(talks),
            new UnwrapperTarget(),
            new SniffTarget([.. FormatList.All], [.. known.Select(sample => sample.Bytes)]),
            .. FormatList.All.Select(format => new FormatTarget(format, [.. known.Where(sample => Suits(format, sample)).Select(sample => sample.Bytes)])),
        ];
    }

    /// <summary>The target of an id, or all of them where none is named.</summary>
    /// <exception cref="UserError">There is no such target.</exception>
    public static ImmutableArray<IFuzzTarget> Named(ImmutableArray<IFuzzTarget> targets, string? id) =>
        id is null ? targets
        : targets.Any(target => target.Id == id) ? [.. targets.Where(target => target.Id == id)]
        : throw new UserError($"--target {id}: there is no such target", null, "targets: " + string.Join(", ", targets.Select(target => target.Id)));

    static bool Suits(IFormat format, Sample sample) =>
        sample.Folder == format.Info.Id || format.Sniff(sample.Bytes.AsSpan(0, Math.Min(sample.Bytes.Length, 64 << 10))) >= Likeness.Likely;
}
