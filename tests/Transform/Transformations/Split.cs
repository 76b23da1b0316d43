using System.Collections.Immutable;
using System.Globalization;

namespace Nameward.Transform.Transformations;

/// <summary>A channel spread over several zones of one server: exchanges are dealt to them in turn, the first zone among them is the one that was.</summary>
/// <param name="zones">How many.</param>
sealed class Split(int zones) : ITransformation
{
    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"split {zones}");

    /// <inheritdoc/>
    public Recording Apply(Recording recording, Random random)
    {
        var from = WireNames.ZoneOf(recording.Subjects[0]);
        var swaps = Enumerable.Range(0, zones).Select(zone => new ZoneSwap(from, zone == 0 ? from : RandomZone.Like(from, random))).ToImmutableArray();
        return recording.With(recording.Session.Select((exchange, index) => exchange.Each(swaps[index % zones].Of))) with
        {
            Subjects = [.. swaps.Select(swap => swap.Of(recording.Subjects[0])).Concat(recording.Subjects.Skip(1))],
        };
    }
}
