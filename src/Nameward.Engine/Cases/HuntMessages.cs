using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// Finds the messages that a query names while evidence is read, as a search for text would that knows DNS: nothing is remembered of any other, and what is found is
/// told at once, in the order of the evidence.
/// </summary>
public sealed class HuntMessages
{
    readonly HuntQuery _query;
    readonly HuntIntel _intel;
    readonly int _most;
    readonly Action<ImmutableArray<HuntMessage>> _tell;
    readonly HuntOrder<Part> _order;
    readonly ImmutableArray<HuntMessage>.Builder _found = ImmutableArray.CreateBuilder<HuntMessage>();
    HuntMessage? _stopped;

    HuntMessages(Scene scene, HuntQuery query, int most, Action<ImmutableArray<HuntMessage>> tell)
    {
        (_query, _intel, _most, _tell) = (query, new(scene, query), most, tell);
        _intel.Check();
        _order = new(Told);
    }

    /// <summary>Reads evidence for what a query names, until it ends or there are enough.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="threads">Threads that read; the rows are the same for any number.</param>
    /// <param name="scene">What intelligence says.</param>
    /// <param name="query">What is hunted for.</param>
    /// <param name="most">Most messages that are told; reading ends at the first one more.</param>
    /// <param name="tell">Is told of messages as soon as all before them are known, by one thread at a time.</param>
    /// <exception cref="UserError">The query names a feed that there is none of.</exception>
    public static HuntDocument Read(IEvidence evidence, int threads, Scene scene, HuntQuery query, int most, Action<ImmutableArray<HuntMessage>> tell)
    {
        var hunt = new HuntMessages(scene, query, most, tell);
        var report = evidence.ReadAll(() => new Sink(hunt), threads, hunt._order);
        return HuntDocument.OfEvidence(query, report, hunt._stopped is { } stopped ? Stop(stopped, most) : null) with { TellsMessages = true, Messages = hunt._found.DrainToImmutable() };
    }

    static Sentence Stop(HuntMessage next, int most) => next.CountsPackets
        ? Sentence.Of($"reading ended at {next.Path}, packet {Quantity.Count(next.At.Offset)}, with more than the {Quantity.Count(most)} rows that were asked for (--most)")
        : Sentence.Of($"reading ended at {next.Path}, byte {Quantity.Count(next.At.Offset)}, with more than the {Quantity.Count(most)} rows that were asked for (--most)");

    void Told(SegmentOfSource segment, IReadOnlyList<Part> parts)
    {
        var room = _most - _found.Count;
        var rows = parts.SelectMany(part => part.Messages).OrderBy(message => message.At).Take(room + 1).Select(message => message with { Path = segment.Path, CountsPackets = segment.CountsPackets }).ToImmutableArray();
        if (rows.Length > room)
        {
            _stopped = rows[room];
            rows = rows[..room];
            _order.Stop();
        }
        if (rows.Length > 0)
        {
            _found.AddRange(rows);
            _tell(rows);
        }
    }

    HuntMessage Tell(in DnsMessage message, IObservationBatch batch)
    {
        var answers = ImmutableArray.CreateBuilder<HuntAnswer>();
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            if (HuntAnswers.IsTold(record))
            {
                answers.Add(HuntAnswers.Tell(record));
            }
        }
        var listed = new List<Indicator>();
        _intel.Find(message, batch, listed);
        var name = batch.Bytes(message.Name);
        var time = EventTime.Known(message.Time);
        return new()
        {
            At = message.At,
            Time = time,
            Client = message.Client,
            Server = message.Server,
            Transport = message.Transport,
            Sides = message.Sides,
            Leg = message.Leg,
            Zone = message.IsNameHidden ? null : HostileText.Name(name[message.ZoneStart..]),
            Name = message.IsNameHidden ? null : HostileText.Name(name),
            Type = message.Type,
            Rcode = message.Rcode,
            Answers = answers.DrainToImmutable(),
            Intel = _intel.Matches([.. listed.Distinct()], time, time),
        };
    }

    /// <summary>What one thread found in a segment.</summary>
    sealed class Part
    {
        public List<HuntMessage> Messages { get; private set; } = [];

        /// <summary>Keeps a message, as long as it may be one of the first.</summary>
        public void Add(HuntMessage message, int most)
        {
            Messages.Add(message);
            if (Messages.Count > 2L * (most + 1L))
            {
                Messages = [.. Messages.OrderBy(each => each.At).Take(most + 1)];
            }
        }
    }

    sealed class Sink(HuntMessages hunt) : IObservationSink
    {
        readonly HuntFilter _filter = new(hunt._query, hunt._intel);
        SegmentId? _segment;
        Part? _part;

        public void Take(IObservationBatch batch)
        {
            foreach (ref readonly var message in batch.Messages)
            {
                if (_filter.Holds(message, batch))
                {
                    Keep(message, batch);
                }
            }
        }

        void Keep(in DnsMessage message, IObservationBatch batch)
        {
            if (_segment != batch.Segment)
            {
                (_segment, _part) = (batch.Segment, hunt._order.Open(batch.Segment));
            }
            _part!.Add(hunt.Tell(message, batch), hunt._most);
        }
    }
}
