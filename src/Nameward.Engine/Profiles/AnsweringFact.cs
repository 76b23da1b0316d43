using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>A server that was asked for the subject, and how it answers.</summary>
sealed class AnsweringFact : IFact<AnsweringFact>
{
    /// <summary>Where it listens.</summary>
    public Endpoint Server { get; private set; }
    /// <summary>Messages, both ways.</summary>
    public Sighting Seen { get; } = new();
    /// <summary>Responses.</summary>
    public long Responses { get; private set; }
    /// <summary>Responses of which the evidence shows the header.</summary>
    public long Headers { get; private set; }
    /// <summary>Of these, those with AA.</summary>
    public long Authoritative { get; private set; }
    /// <summary>Of these, those with AA and with RA: hardly any name server offers recursion beside its zones (RFC 5358 section 4).</summary>
    public long AuthoritativeAndRecursive { get; private set; }

    /// <summary>Whether most of its answers come with authority; null where no header is shown.</summary>
    public bool? IsAuthoritative => Headers == 0 ? null : 2 * Authoritative > Headers;

    /// <summary>Adds a message.</summary>
    public void Add(in DnsMessage message)
    {
        Server = message.Server;
        Seen.Add(message);
        if ((message.Sides & Sides.Response) == 0)
        {
            return;
        }
        Responses++;
        Headers += message.Header.HasFlag(HeaderBits.Shown) ? 1 : 0;
        Authoritative += message.Header.HasFlag(HeaderBits.Authoritative) ? 1 : 0;
        AuthoritativeAndRecursive += message.Header.HasFlag(HeaderBits.Authoritative | HeaderBits.RecursionAvailable) ? 1 : 0;
    }

    /// <inheritdoc/>
    public void Merge(AnsweringFact other)
    {
        Server = other.Server;
        Seen.Merge(other.Seen);
        Responses += other.Responses;
        Headers += other.Headers;
        Authoritative += other.Authoritative;
        AuthoritativeAndRecursive += other.AuthoritativeAndRecursive;
    }
}
