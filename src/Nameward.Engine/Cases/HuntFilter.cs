using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// A query made ready for messages as they are read: each is held against it as it stands in its batch, and nothing is made of one that does not fit. A filter belongs
/// to one thread. What a query says of counts is no matter of one message.
/// </summary>
sealed class HuntFilter
{
    // The cheapest and rarest first.
    static readonly HuntKey[] Order = [HuntKey.Client, HuntKey.Server, HuntKey.Rcode, HuntKey.FirstSeen, HuntKey.LastSeen, HuntKey.Zone, HuntKey.Name, HuntKey.Type, HuntKey.Answer, HuntKey.Intel];

    readonly HuntIntel _intel;
    readonly List<Indicator> _listed = [];
    readonly Clause[] _clauses;

    /// <summary>Makes a query ready.</summary>
    public HuntFilter(HuntQuery query, HuntIntel intel)
    {
        _intel = intel;
        _clauses = [.. Order.Where(query.Has).Select(key => new Clause(TestsOf(query, key, isNegated: false), TestsOf(query, key, isNegated: true)))];
    }

    delegate bool Test(in DnsMessage message, IObservationBatch batch);

    /// <summary>Whether a message is wanted.</summary>
    public bool Holds(in DnsMessage message, IObservationBatch batch)
    {
        foreach (var clause in _clauses)
        {
            if (!clause.Holds(message, batch))
            {
                return false;
            }
        }
        return true;
    }

    Test[] TestsOf(HuntQuery query, HuntKey key, bool isNegated) => [.. query.Terms.Where(term => term.Key == key && term.IsNegated == isNegated).Select(TestOf)];

    Test TestOf(HuntTerm term)
    {
        var number = term.Number;
        var pattern = new HuntPattern(term);
        return term.Key switch
        {
            HuntKey.Client => (in message, _) => term.Fits(message.Client.Address),
            HuntKey.Server => (in message, _) => term.Fits(message.Server.Address),
            HuntKey.Rcode => (in message, _) => message.Rcode == number,
            HuntKey.FirstSeen or HuntKey.LastSeen => (in message, _) => term.Fits(EventTime.Known(message.Time)),
            HuntKey.Zone => (in message, batch) => !message.IsNameHidden && pattern.Fits(batch.Bytes(message.Name)[message.ZoneStart..]),
            HuntKey.Name => (in message, batch) => !message.IsNameHidden && pattern.Fits(batch.Bytes(message.Name)),
            HuntKey.Type => (in message, batch) => message.Type == number || HasType(message, batch, number!.Value),
            HuntKey.Answer => (in message, batch) => LedTo(message, batch, term, pattern),
            _ => (in message, batch) => IsListed(message, batch, term),
        };
    }

    static bool HasType(in DnsMessage message, IObservationBatch batch, ushort type)
    {
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            if (record.Type == type && HuntAnswers.IsTold(record))
            {
                return true;
            }
        }
        return false;
    }

    static bool LedTo(in DnsMessage message, IObservationBatch batch, HuntTerm term, HuntPattern pattern)
    {
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            if (!HuntAnswers.IsTold(record))
            {
                continue;
            }
            var address = HuntAnswers.AddressOf(record);
            if (address.IsNone ? HuntAnswers.NameOf(record, name) is > 0 and var length && pattern.Fits(name[..length]) : term.Fits(address))
            {
                return true;
            }
        }
        return false;
    }

    bool IsListed(in DnsMessage message, IObservationBatch batch, HuntTerm term)
    {
        _listed.Clear();
        _intel.Find(message, batch, _listed);
        return _listed.Count > 0 && HuntIntel.Names(term, _listed);
    }

    /// <summary>The terms of one key: one of the wanted holds, where there are any, and none of the unwanted.</summary>
    sealed class Clause(Test[] wanted, Test[] unwanted)
    {
        public bool Holds(in DnsMessage message, IObservationBatch batch) => (wanted.Length == 0 || Any(wanted, message, batch)) && !Any(unwanted, message, batch);

        static bool Any(Test[] tests, in DnsMessage message, IObservationBatch batch)
        {
            foreach (var test in tests)
            {
                if (test(message, batch))
                {
                    return true;
                }
            }
            return false;
        }
    }
}
