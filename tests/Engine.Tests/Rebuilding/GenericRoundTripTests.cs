using System.Globalization;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>
/// Channels of random layouts, codecs and files, undamaged and damaged: what the generic decoder says is right as often as it says that it is, and it says
/// something of most that can be told.
/// </summary>
public class GenericRoundTripTests
{
    /// <summary>Lowest certainty of each line of the table.</summary>
    static readonly double[] Lines = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999];

    [Fact]
    public void RandomLayoutsComeBack() => RoundTrips(0, 400);

    [Fact]
    [Trait("tier", "ci")]
    public void TenThousandRandomLayoutsComeBack() => RoundTrips(0, 10_000);

    static void RoundTrips(int from, int to)
    {
        var (told, right, wholeTold, wholeRight) = (new int[Lines.Length], new int[Lines.Length], new int[Lines.Length], new int[Lines.Length]);
        var (tellable, found, wrong, broken) = (0, 0, new List<string>(), new List<string>());
        for (var seed = from; seed < to; seed++)
        {
            var trip = new Trip(seed);
            var sessions = Damage.Talk(trip.Asked).Rebuilt();
            tellable += trip.IsTellable ? 1 : 0;
            found += trip.IsTellable && sessions.Any(session => trip.Side(session).Recovered is not null && session.Certainty >= Lines[0]) ? 1 : 0;
            if (trip.Broken(sessions) is { } promise)
            {
                broken.Add($"{seed}: {promise}: {trip}");
            }
            foreach (var session in sessions.Where(session => session.Certainty >= Lines[0] && trip.Side(session).Recovered is not null))
            {
                var line = Array.FindLastIndex(Lines, certainty => session.Certainty >= certainty);
                var fault = trip.Fault(session);
                told[line]++;
                wholeTold[line] += trip.IsWhole ? 1 : 0;
                wholeRight[line] += trip.IsWhole && fault is null ? 1 : 0;
                if (fault is not null)
                {
                    wrong.Add($"{seed}: {fault}: {trip}; certainty {session.Certainty}, {session.Codec}, {CaptureSessions.Figures(session)}; {string.Join("; ", CaptureSessions.Notes(session))}");
                }
                else
                {
                    right[line]++;
                }
            }
        }
        Write(told, right, $"{found} of {tellable} that can be told are", [.. broken, .. wrong]);
        Assert.Empty(broken);
        var sure = Array.IndexOf(Lines, 0.9);
        for (var line = 0; line < Lines.Length; line++)
        {
            // Below 0.9 are orders of time: half of these recordings lost one name in twenty, more than recordings do, and nothing can show that. Above 0.99 the table
            // is printed and no more is asked.
            var (of, good, least) = line < sure ? (wholeTold[line], wholeRight[line], Lines[line]) : (told[line], right[line], Math.Min(0.99, Lines[line]));
            // Three deviations of a binomial count of as many.
            var slack = 3 * Math.Sqrt(least * (1 - least) * of) + 1;
            Assert.True(good >= least * of - slack, $"certainty {Lines[line]} and above: {good} of {of} are right; {string.Join("\n", wrong.Take(10))}");
        }
        Assert.InRange(right[sure..].Sum(), told[sure..].Sum() * 0.9, told[sure..].Sum());
        Assert.InRange(found, tellable * 0.97, tellable);
    }

    static void Write(int[] told, int[] right, string found, List<string> wrong)
    {
        var lines = Lines.Select((certainty, line) => string.Create(CultureInfo.InvariantCulture, $"certainty from {certainty,5}: {told[line],5} told, {right[line],5} right{(told[line] == 0 ? "" : $" ({100.0 * right[line] / told[line]:f1} %)")}"));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', [.. lines, found, .. wrong.Take(60)]));
    }

    /// <summary>A random layout, what it asked, and what happened on the way.</summary>
    sealed class Trip
    {
        const int Enough = 25;

        readonly RandomLayout _layout;
        readonly string _case;
        readonly int _seen;

        public Trip(int seed)
        {
            var random = new Random(seed);
            _layout = new(seed);
            (IsWhole, _case) = (random.Next(2) == 0, random.Next(5) switch { 0 => "random case", 1 => "lower case", _ => "" });
            var asked = _layout.Questions();
            if (!IsWhole)
            {
                asked = [.. asked.Where(_ => random.Next(20) > 0)];
            }
            // A name that is asked again may come from a cache, and carries nothing.
            _seen = asked.DistinctBy(one => one.Question.Labels).Sum(one => one.Bytes);
            var questions = asked.Select(one => one.Question).ToList();
            questions = IsWhole ? questions : Damage.Shake(random, questions, _layout.IsNumbered ? 0.1 : 0);
            Asked = _case.Length == 0 ? questions : questions.ConvertAll(question => Damage.ChangeWholeCase(random, question, _case == "random case"));
        }

        public List<Question> Asked { get; }

        /// <summary>Whether nothing was lost, sent again, or changed its place.</summary>
        public bool IsWhole { get; }

        /// <summary>Whether letters lost what they meant.</summary>
        bool IsLost => _case.Length > 0 && _layout.TellsCase;

        /// <summary>Whether enough of it was seen, in an order that can be found; addresses say something where text is in them.</summary>
        public bool IsTellable => _layout.IsNumbered && Asked.Count >= Enough && !IsLost && (!_layout.IsOfAddresses || _layout.Kind == "text");

        public RebuiltSide Side(RebuiltSession session) => _layout.IsDown ? session.Down : session.Up;

        /// <summary>Which promise of the figures does not hold, of those that hold always; null where all do.</summary>
        public string? Broken(IReadOnlyCollection<RebuiltSession> sessions)
        {
            var (low, high) = (sessions.Sum(session => Side(session).Low), sessions.Sum(session => Side(session).High ?? long.MaxValue));
            return sessions.Any(session => session.Tool is not null) ? "a tool is named" : low > _layout.Content.Length && sessions.All(session => session.Certainty >= 0.9) ? $"at least {low} bytes" : high < _seen ? $"at most {high} bytes, {_seen} were seen" : null;
        }

        /// <summary>What is wrong with what was told; null where it is right.</summary>
        public string? Fault(RebuiltSession session)
        {
            var got = CaptureSessions.Content(session, _layout.IsDown ? "down.bin" : "up.bin");
            var side = Side(session);
            if (IsLost)
            {
                return "letters that lost their case are told";
            }
            if (IsWhole)
            {
                return side.Gaps > 0 ? $"{side.Gaps} gaps in nothing that is missing" : got.AsSpan().SequenceEqual(_layout.Content) ? null : $"{got.Length} bytes, {got.AsSpan().CommonPrefixLength(_layout.Content)} of them right";
            }
            // Each byte that is there is right where it stands, and the rest are zeros and gaps; what is lost before the first chunk may be unknown.
            var isPlaced = Enumerable.Range(0, _layout.Content.Length).Any(begin => got.Length <= _layout.Content.Length - begin && Enumerable.Range(0, got.Length).All(i => got[i] == _layout.Content[begin + i] || got[i] == 0));
            var isGap = side.Gaps > 0 || got.Length == 0 || _layout.Content.AsSpan().IndexOf(got) >= 0;
            return !isGap ? $"{got.Length} bytes that are not of the content, and no gap" : isPlaced || IsPieces(got) ? null : $"{got.Length} bytes that are not of the content, {side.Gaps} gaps";
        }

        /// <summary>Whether the bytes are pieces of the content in their order: behind a gap of unknown length they follow without one.</summary>
        bool IsPieces(byte[] got)
        {
            var at = 0;
            for (var i = 0; i < got.Length;)
            {
                var least = Math.Min(_layout.ChunkBytes, got.Length - i);
                var found = _layout.Content.AsSpan(at).IndexOf(got.AsSpan(i, least));
                if (found < 0)
                {
                    return false;
                }
                at += found;
                var same = got.AsSpan(i).CommonPrefixLength(_layout.Content.AsSpan(at));
                (i, at) = (i + same, at + same);
            }
            return true;
        }

        public override string ToString() => $"{_layout}, {(IsWhole ? "whole" : "damaged")}{(_case.Length > 0 ? ", " + _case : "")}";
    }
}
