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
        var proved = pair.Tool?.DecidedAt ?? messages.Length;
        pair = pair with { Tool = null };
        var tally = pair.Scatter is { } scatter ? new ScatterTally(scatter.Shared) : null;
        for (int i = 0, next = 0; i < messages.Length; i++)
        {
            ref readonly var message = ref messages[i];
            Fold(message, transcript, row, contexts, state, tally);
            queries += (message.Sides & Sides.Query) != 0 ? 1 : 0;
            labelBytes += names.Add(message.NameHash) ? SaidIn(message, pair) : 0;
            if (i < proved && (i < next || state.Names.DistinctEstimate < SaidUp.FewestNames))
            {
                continue;
            }
            next = i < EachUpTo ? i + 1 : i + i / 16;
            var until = Until(pair, state, transcript, tally);
            if (i >= proved || (until.Measures.PrivateNames >= SaidUp.FewestNames && weigher.Level(until) >= Level.High))
            {
                return new(queries, message.Time, pair.Scatter is null ? (long)Math.Min(labelBytes, until.Measures.UpBits / BitsPerByte) : labelBytes);
            }
        }
        return null;
    }

    /// <summary>Bytes of a name that can hold data: those before the zone, or all where the names share none.</summary>
    static int SaidIn(in DnsMessage message, Pair pair) => pair.Scatter is null ? message.ZoneStart : message.Name.Length - 1;

    static void Fold(in DnsMessage message, Transcript transcript, Span<byte> bytes, RowContexts contexts, PairState state, ScatterTally? tally)
    {
        var context = new RowContext(ServerUseKey.LaneOf(transcript.Format, message.Leg), CompactRowWriter.ServerHash(message.Server), CompactRowWriter.SegmentCode(transcript.Segment));
        CompactRowWriter.Write(message, transcript, context, RowContexts.Spelled, bytes, out _);
        var row = new CompactRow(bytes, contexts);
        if (tally is null || tally.Add(row, transcript.Bytes(message.Name)[message.ZoneStart..], message.ZoneHash))
        {
            state.Later = Window.SecondsLater((message.Time.Date - (transcript.First ?? DateTime.MinValue).Date).Days);
            state.Fold(row, message.ZoneHash);
        }
    }

    /// <summary>The pair as it was measured until a message. Who else does the like is not a matter of when.</summary>
    static Pair Until(Pair pair, PairState state, Transcript transcript, ScatterTally? tally)
    {
        var measures = Measure(pair, state, transcript);
        return pair.Scatter is null || tally is null
            ? pair with { Measures = measures }
            : pair with { Measures = measures with { OtherClients = pair.Measures.OtherClients, Crowd = pair.Measures.Crowd }, Scatter = pair.Scatter with { Measures = tally.Measure() } };
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
