using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// Puts the look-ups that a query names together while evidence is read. Each segment is counted by itself, and segments come together in the order of the evidence: so
/// the result is the same for any number of threads, even where groups are let go.
/// </summary>
public sealed class HuntGroups
{
    readonly HuntGrouping _by;
    readonly HuntQuery _query;
    readonly HuntIntel _intel;
    readonly HuntGroupTable _all = new();
    readonly HuntOrder<HuntGroupTable> _order;

    HuntGroups(Scene scene, HuntQuery query, HuntGrouping by)
    {
        (_query, _by, _intel) = (query, by, new(scene, query));
        _intel.Check();
        _order = new((_, parts) => _all.Take(parts));
    }

    /// <summary>Reads evidence, and puts together what a query names.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="threads">Threads that read; the rows are the same for any number.</param>
    /// <param name="scene">What intelligence says.</param>
    /// <param name="query">What is hunted for.</param>
    /// <param name="by">How it is put together.</param>
    /// <param name="top">Most groups that are told.</param>
    /// <exception cref="UserError">The query names a feed that there is none of.</exception>
    public static HuntDocument Read(IEvidence evidence, int threads, Scene scene, HuntQuery query, HuntGrouping by, int top)
    {
        var hunt = new HuntGroups(scene, query, by);
        var report = evidence.ReadAll(() => new Sink(hunt), threads, hunt._order);
        var rows = hunt.Rows();
        var document = HuntDocument.OfEvidence(query, report, stop: null);
        return document with
        {
            Grouping = by,
            Rows = [.. rows.Take(top)],
            More = Math.Max(0, rows.Count - top),
            Limits = hunt._all.Floor == 0 ? [] : [Sentence.Of($"there were more groups than are kept at once: any with up to {Quantity.Count(hunt._all.Floor)} look-ups may be missing, and some may have as many more as are told")],
        };
    }

    List<HuntRow> Rows()
    {
        var key = new HuntGroupKey(_by);
        var rows = _all.Groups.Select(group => key.Read(group.Key) with
        {
            FirstSeen = group.First == DateTime.MaxValue ? null : group.First,
            LastSeen = group.Last == DateTime.MinValue ? null : group.Last,
            Count = group.Count,
            CountAtMost = group.Count + group.Missed,
            Clients = _by.Has(HuntDimension.Client) ? null : (long)Math.Round(group.Clients.DistinctEstimate),
            Names = _by.Has(HuntDimension.Name) ? null : (long)Math.Round(group.Names.DistinctEstimate),
            IsEstimated = !group.Clients.IsWhole || !group.Names.IsWhole,
        }).Where(row => _query.Holds(HuntKey.Count, term => term.Fits(row.Count)));
        return [.. HuntRanking.Sorted(rows, _query, HuntSort.Count)];
    }

    sealed class Sink(HuntGroups hunt) : IObservationSink
    {
        readonly HuntFilter _filter = new(hunt._query, hunt._intel);
        readonly HuntGroupKey _key = new(hunt._by);
        readonly bool _byAnswer = hunt._by.Has(HuntDimension.Answer), _byResponse = hunt._by.Has(HuntDimension.Answer) || hunt._by.Has(HuntDimension.Rcode);
        readonly bool _countsClients = !hunt._by.Has(HuntDimension.Client), _countsNames = !hunt._by.Has(HuntDimension.Name);
        readonly HashSet<HuntGroup> _counted = [];
        SegmentId? _segment;
        HuntGroupTable? _part;

        public void Take(IObservationBatch batch)
        {
            if (_segment != batch.Segment)
            {
                (_segment, _part) = (batch.Segment, hunt._order.Open(batch.Segment));
            }
            foreach (ref readonly var message in batch.Messages)
            {
                // What is put together by what came back counts where something came back.
                if ((_byResponse && (message.Sides & Sides.Response) == 0) || !_filter.Holds(message, batch))
                {
                    continue;
                }
                if (_byAnswer)
                {
                    AddEach(message, batch);
                }
                else
                {
                    Add(message, batch, Address.None, []);
                }
            }
        }

        void AddEach(in DnsMessage message, IObservationBatch batch)
        {
            Span<byte> name = stackalloc byte[WireName.MaxBytes];
            _counted.Clear();
            foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
            {
                if (!HuntAnswers.IsTold(record))
                {
                    continue;
                }
                var address = HuntAnswers.AddressOf(record);
                var length = address.IsNone ? HuntAnswers.NameOf(record, name) : 0;
                if (!address.IsNone || length > 0)
                {
                    Add(message, batch, address, name[..length]);
                }
            }
        }

        void Add(in DnsMessage message, IObservationBatch batch, Address answer, ReadOnlySpan<byte> target)
        {
            _key.Write(message, batch, answer, target);
            var group = _part!.Of(_key.Written);
            if (_byAnswer && !_counted.Add(group))
            {
                return;
            }
            group.Add(message, batch.Format);
            if (_countsClients)
            {
                var client = message.Client.Address;
                group.Clients.Add(new(WyHash.Of(client.Low, WyHash.Of(client.High, NameHashing.Seed))));
            }
            if (_countsNames && !message.IsNameHidden)
            {
                group.Names.Add(new(message.NameHash));
            }
        }
    }
}
