using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Transform;

/// <summary>A labelled session and the traffic that was recorded around it.</summary>
sealed record Recording
{
    /// <summary>What is known of it, as its table tells it; clients and subjects may have been changed since.</summary>
    public required LabelledSession Truth { get; init; }

    /// <summary>Addresses of the clients concerned, any of which is the true one.</summary>
    public required ImmutableArray<Address> Clients { get; init; }

    /// <summary>The names under which the channel speaks, in canonical wire form; several where it is spread.</summary>
    public required ImmutableArray<byte[]> Subjects { get; init; }

    /// <summary>Every look-up in the zones of the subjects, whoever asked, by its start.</summary>
    public required ImmutableArray<Exchange> Session { get; init; }

    /// <summary>All other messages, in the order of time.</summary>
    public required ImmutableArray<Message> Around { get; init; }

    /// <summary>Bytes that the channel carried; null where that is not known.</summary>
    public required long? PayloadBytes { get; init; }

    /// <summary>Messages of the session in the order of time.</summary>
    public IEnumerable<Message> SessionMessages => Session.SelectMany(exchange => exchange.Messages).OrderBy(message => message.Time);

    /// <summary>The whole in the order of time.</summary>
    public IEnumerable<Message> All => SessionMessages.Concat(Around).OrderBy(message => message.Time);

    /// <summary>Takes the labelled session out of evidence; null where there is no message of it.</summary>
    public static Recording? Of(LabelledSession truth, ImmutableArray<Message> evidence)
    {
        var zone = PublicSuffixes.Shipped.Cut(truth.SubjectName).Hash;
        ImmutableArray<Message> session = [.. evidence.Where(message => message.Row.ZoneHash == zone)];
        return session.IsEmpty ? null : new()
        {
            Truth = truth,
            Clients = truth.ClientAddresses,
            Subjects = [truth.SubjectName],
            Session = ExchangeGrouping.Of(session),
            Around = [.. evidence.Where(message => message.Row.ZoneHash != zone)],
            PayloadBytes = truth.PayloadBytes,
        };
    }

    /// <summary>The same with other messages of the session: those of an exchange that is empty then are gone.</summary>
    public Recording With(IEnumerable<Exchange> session) => this with { Session = [.. session.Where(exchange => !exchange.Messages.IsEmpty).OrderBy(exchange => exchange.Start)] };

    /// <summary>The same with every message changed, those around the session too.</summary>
    public Recording Each(Func<Message, Message> change) => this with { Session = [.. Session.Select(exchange => exchange.Each(change))], Around = [.. Around.Select(change)] };
}
