using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>How often the evidence shows something, in which sections of responses, when first and last, and to whom.</summary>
/// <param name="mostClients">Most clients that are remembered.</param>
sealed class Sighting(int mostClients = Sighting.FewClients)
{
    /// <summary>Most clients that are remembered of one record among many.</summary>
    const int FewClients = 64;

    readonly LowestFacts<Asker> _askers = new(mostClients);
    DateTime _first = DateTime.MaxValue, _last;

    /// <summary>Records or messages in all.</summary>
    public long Count => Question + Answer + Authority + Additional;
    /// <summary>Messages as such, counted once each.</summary>
    public long Question { get; private set; }
    /// <summary>Records in answer sections.</summary>
    public long Answer { get; private set; }
    /// <summary>Records in authority sections.</summary>
    public long Authority { get; private set; }
    /// <summary>Records in additional sections.</summary>
    public long Additional { get; private set; }
    /// <summary>First seen, UTC; null where the evidence carries no time.</summary>
    public DateTime? First => _first == DateTime.MaxValue ? null : _first;
    /// <summary>Last seen, UTC.</summary>
    public DateTime? Last => _last == default ? null : _last;
    /// <summary>Who asked, lowest address first; a sample where <see cref="AreClientsCut"/>. Hosts that no source names are left out.</summary>
    public ImmutableArray<Address> Clients => [.. _askers.Sorted().Select(asker => asker.Client).Order()];
    /// <summary>Whether more clients asked than are remembered.</summary>
    public bool AreClientsCut => _askers.IsCut;

    /// <summary>Adds a message as such.</summary>
    public void Add(in DnsMessage message)
    {
        Question++;
        Note(message);
    }

    /// <summary>Adds a record of a response.</summary>
    public void Add(in DnsMessage message, Section section)
    {
        Answer += section == Section.Answer ? 1 : 0;
        Authority += section == Section.Authority ? 1 : 0;
        Additional += section == Section.Additional ? 1 : 0;
        Note(message);
    }

    /// <summary>Takes in another part.</summary>
    public void Merge(Sighting other)
    {
        Question += other.Question;
        Answer += other.Answer;
        Authority += other.Authority;
        Additional += other.Additional;
        _first = _first < other._first ? _first : other._first;
        _last = _last > other._last ? _last : other._last;
        _askers.Merge(other._askers);
    }

    void Note(in DnsMessage message)
    {
        if (message.Time != DateTime.MinValue)
        {
            _first = _first < message.Time ? _first : message.Time;
            _last = _last > message.Time ? _last : message.Time;
        }
        var client = message.Client.Address;
        if (!client.IsNone && _askers.Of(WyHash.Of(client.High, WyHash.Of(client.Low, NameHashing.Seed))) is { } asker)
        {
            asker.Client = client;
        }
    }

    sealed class Asker : IFact<Asker>
    {
        public Address Client { get; set; }

        public void Merge(Asker other) => Client = other.Client;
    }
}
