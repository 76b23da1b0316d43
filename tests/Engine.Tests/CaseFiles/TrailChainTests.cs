using System.Collections.Immutable;
using Nameward.Engine.Cases.Trails;
using Xunit;

namespace Nameward.Engine.Tests.CaseFiles;

/// <summary>Whatever is done to one row of a trail is found, and which row it is.</summary>
public sealed class TrailChainTests
{
    static readonly ImmutableArray<(string Field, Func<TrailRow, TrailRow> Change)> Changes =
    [
        ("subject", row => row with { Subject = "suppressions" }), ("number", row => row with { Number = row.Number + 1 }), ("number", row => row with { Number = -row.Number }),
        ("time", row => row with { At = row.At.AddTicks(1) }), ("who", row => row with { Who = row.Who + " " }), ("who and action", row => row with { Who = row.Who + row.Action[0], Action = row.Action[1..] }),
        ("action", row => row with { Action = "closed" }), ("data", row => row with { Data = row.Data + "0" }), ("hash", row => row with { Hash = Flip(row.Hash) }), ("hash", row => row with { Hash = "" }),
    ];

    [Fact]
    public void AWholeTrailIsWhole()
    {
        for (var rows = 1; rows <= 9; rows++)
        {
            var trail = CaseSamples.Trail(rows, rows);
            Assert.Null(TrailChain.Check(trail, Head(trail)));
        }
        Assert.Null(TrailChain.Check([], new("case:x", null, 0, "")));
    }

    [Fact]
    public void AnyRowThatIsChangedInAnyFieldIsFound() => Each((trail, at) =>
    {
        foreach (var (field, change) in Changes)
        {
            RequireFound(trail, trail.SetItem(at, change(trail[at])), at, $"{field} of row {at + 1} of {trail.Length}");
        }
    });

    [Fact]
    public void AnyRowThatIsTakenAwayIsFound() => Each((trail, at) =>
    {
        RequireFound(trail, trail.RemoveAt(at), at, $"row {at + 1} of {trail.Length} taken away");
        RequireFound(trail, Renumbered(trail.RemoveAt(at)), at, $"row {at + 1} of {trail.Length} taken away, and numbered anew");
        RequireFound(trail, trail[..at], at, $"all from row {at + 1} of {trail.Length} taken away");
    });

    [Fact]
    public void AnyTwoRowsThatChangedPlacesAreFound() => Each((trail, at) =>
    {
        for (var other = at + 1; other < trail.Length; other++)
        {
            var swapped = trail.SetItem(at, trail[other]).SetItem(other, trail[at]);
            RequireFound(trail, swapped, at, $"rows {at + 1} and {other + 1} of {trail.Length}");
            RequireFound(trail, Renumbered(swapped), at, $"rows {at + 1} and {other + 1} of {trail.Length}, numbered anew");
        }
    });

    [Fact]
    public void AnyRowThatIsPutInIsFound() => Each((trail, at) =>
    {
        var forged = TrailChain.After(CaseSamples.Subject, at == 0 ? null : trail[at - 1], CaseSamples.Noon.AddDays(1), "mallory", new TrailEntry("noted", "9"))[0];
        RequireFound(trail, trail.Insert(at, forged), at, $"a row before row {at + 1} of {trail.Length}", atMost: at + 1);
        RequireFound(trail, Renumbered(trail.Insert(at, forged)), at, $"a row before row {at + 1} of {trail.Length}, numbered anew", atMost: at + 1);
        RequireFound(trail, trail.Insert(at, trail[at]), at, $"row {at + 1} of {trail.Length} twice", atMost: at + 1);
        var last = TrailChain.After(CaseSamples.Subject, trail[^1], CaseSamples.Noon, "mallory", new TrailEntry("noted", "9"));
        Assert.Equal($"row {trail.Length + 1} was added: there were {trail.Length}", TrailChain.Check([.. trail, .. last], Head(trail)));
    });

    [Fact]
    public void WhoComputesAllHashesAnewIsFoundByTheLastHashAlone()
    {
        var trail = CaseSamples.Trail(3, 1);
        var anew = TrailChain.After(CaseSamples.Subject, null, CaseSamples.Noon, "mallory", new("noted", "0"), new("noted", "0"), new("noted", "0"));
        Assert.Null(TrailChain.Follow(CaseSamples.Subject, anew, null));
        Assert.Equal("row 3 was changed: it is not the one that stood last", TrailChain.Check(anew, Head(trail)));
    }

    static void Each(Action<ImmutableArray<TrailRow>, int> check)
    {
        for (var rows = 1; rows <= 6; rows++)
        {
            var trail = CaseSamples.Trail(rows, rows);
            for (var at = 0; at < rows; at++)
            {
                check(trail, at);
            }
        }
    }

    // The row that is named is the one at which something was done, or the next, which does not follow it any more.
    static void RequireFound(ImmutableArray<TrailRow> before, ImmutableArray<TrailRow> after, int at, string what, int? atMost = null)
    {
        var problem = TrailChain.Check(after, Head(before));
        Assert.True(problem is not null, what);
        var row = int.Parse(problem.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) - 1;
        Assert.True(row >= at && row <= (atMost ?? at), $"{what}: {problem}");
    }

    static ImmutableArray<TrailRow> Renumbered(ImmutableArray<TrailRow> rows) => [.. rows.Select((row, at) => row with { Number = at + 1 })];

    static TrailHead Head(ImmutableArray<TrailRow> trail) => new(CaseSamples.Subject, 1, trail.Length, trail[^1].Hash);

    static string Flip(string hash) => (hash[0] == '0' ? '1' : '0') + hash[1..];
}
