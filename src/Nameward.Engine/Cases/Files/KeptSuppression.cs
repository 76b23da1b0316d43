using System.Collections.Immutable;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Files;

/// <summary>A suppression of a store, as the trail of suppressions tells it.</summary>
/// <param name="What">The suppression.</param>
/// <param name="Ended">Who ended it before its time, and why; null where nobody did.</param>
public sealed record KeptSuppression(Suppression What, SuppressionEnd? Ended)
{
    /// <summary>The action of a new one.</summary>
    public const string Added = "suppressed";
    /// <summary>The action that ends one.</summary>
    public const string EndedAction = "suppression-ended";

    /// <summary>Whether it holds at a moment of the wall clock.</summary>
    public bool IsInForce(DateTime now) => Ended is null && What.IsInForce(now);

    /// <summary>How it stands, in a word: "in-force", "ended" (somebody ended it) or "over" (its time is).</summary>
    public string Standing(DateTime now) => Ended is not null ? "ended" : What.IsInForce(now) ? "in-force" : "over";

    /// <summary>All of a trail, in the order in which they were made.</summary>
    /// <param name="rows">All rows of it.</param>
    /// <exception cref="UserError">A row is not as this program writes it.</exception>
    public static ImmutableArray<KeptSuppression> Of(ImmutableArray<TrailRow> rows)
    {
        var all = new List<KeptSuppression>();
        foreach (var row in rows)
        {
            RowData.Read(row, data =>
            {
                if (row.Action == Added)
                {
                    all.Add(new(Read(row, data), null));
                    return true;
                }
                var at = row.Action == EndedAction ? all.FindIndex(one => one.What.Id == data.Word("id") && one.Ended is null) : -1;
                all[at >= 0 ? at : throw new FormatException()] = all[at] with { Ended = new(row.At, HostileText.Text(row.Who), data.Text("reason")) };
                return true;
            });
        }
        return [.. all];
    }

    /// <summary>The id of the next one.</summary>
    public static string NextId(ImmutableArray<KeptSuppression> all) => $"S{all.Length + 1}";

    static Suppression Read(TrailRow row, RowData data)
    {
        var scope = new SuppressionScope(Zone(data), Network(data, "client"), Network(data, "server"), data.WordOrNone("detector"));
        return scope.IsEmpty || data.Time("until") is not { } until || until > row.At.AddDays(Suppression.MostDays + 1) ? throw new FormatException()
            : new(data.Word("id"), scope, data.Text("reason"), HostileText.Text(row.Who), row.At, until);
    }

    static byte[]? Zone(RowData data) => data.WordOrNone("zone") is not { } text ? null : SuppressionText.Zone(text) is { Wrong: null, Value: { } zone } ? zone : throw new FormatException();

    static Network? Network(RowData data, string property) => data.WordOrNone(property) is not { } text ? null
        : Observations.Network.TryParse(text, out var network, out var isExact) && isExact ? network : throw new FormatException();
}

/// <summary>How a suppression was ended before its time.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record SuppressionEnd(DateTime At, HostileText By, HostileText Reason);
