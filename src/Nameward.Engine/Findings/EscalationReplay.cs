using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>
/// When the evidence, read in the order of time, first sufficed to escalate: the transcript is folded message by message and weighed as it grows,
/// with the fleet and the start of the whole evidence; a tool's proof suffices from the message that completes it. Up to 512 messages after each one,
/// then at every sixteenth part of growth.
/// </summary>
static class EscalationReplay
{
    const int EachUpTo = 512;
    const double BitsPerByte = 8;

    /// <summary>The moment, or null where no part of the transcript suffices by itself.</summary>
    public static Escalation? Find(Pair pair, Transcript transcript, PairWeigher weigher)
    {
        var (state, contexts) = (new PairState(), new RowContexts());
        Span<byte> row = new byte[CompactRow.MaxBytes];
        long queries = 0, labelBytes = 0;
        var names = new HashSet<ulong>();
        var messages = transcript.Messages;
        var first = transcript.First ?? DateTime.MinValue;
        var proved = pair.Tool?.DecidedAt ?? messages.Length;
        pair = pair with { Tool = null };
        for (int i = 0, next = 0; i < messages.Length; i++)
        {
            ref readonly var message = ref messages[i];
            var context = new RowContext(ServerUseKey.LaneOf(transcript.Format, message.Leg), CompactRowWriter.ServerHash(message.Server), CompactRowWriter.SegmentCode(transcript.Segment));
            CompactRowWriter.Write(message, transcript, context, RowContexts.Spelled, row, out _);
            state.Later = Window.SecondsLater((message.Time.Date - first.Date).Days);
            state.Fold(new(row, contexts), message.ZoneHash);
            queries += (message.Sides & Sides.Query) != 0 ? 1 : 0;
            labelBytes += names.Add(message.NameHash) ? message.ZoneStart : 0;
            if (i < proved && (i < next || state.Names.DistinctEstimate < SaidUp.FewestNames))
            {
                continue;
            }
            next = i < EachUpTo ? i + 1 : i + i / 16;
            var measures = Measure(pair, state, transcript);
            if (i >= proved || (measures.PrivateNames >= SaidUp.FewestNames && weigher.Level(pair with { Measures = measures }) >= Level.High))
            {
                return new(queries, message.Time, (long)Math.Min(labelBytes, measures.UpBits / BitsPerByte));
            }
        }
        return null;
    }

    static PairMeasures Measure(Pair pair, PairState state, Transcript transcript)
    {
        var measures = PairMeasuring.WithCrowd(PairMeasuring.Measure(pair.Number, state, pair.Fleet), pair.Others);
        var isOneDay = transcript.First?.Date == transcript.Last?.Date;
        return measures.WhereTimed(transcript.First is not null) with { Rhythm = isOneDay ? Rhythm.Of(state.Seconds) : Rhythm.None };
    }
}

/// <summary>The moment at which the evidence first sufficed.</summary>
/// <param name="Query">Number of the query, from 1.</param>
/// <param name="Time">Its time, UTC.</param>
/// <param name="PayloadBytes">Bytes that the names until then can have held: the lesser of their labels and of their code length.</param>
readonly record struct Escalation(long Query, DateTime Time, long PayloadBytes);
