using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Alerting;

/// <summary>What a rule looks for, in words that every language of alerting has, and that is evaluated here as it is written there.</summary>
public abstract record AlertCondition
{
    /// <summary>The condition as text of ours, the same for the same condition: what the id of a rule is made of.</summary>
    public abstract string Key { get; }
}

/// <summary>Somebody asks for a zone or a name below it.</summary>
/// <param name="Zone">The zone in canonical wire form.</param>
public sealed record QueryBelow(ImmutableArray<byte> Zone) : AlertCondition
{
    /// <inheritdoc/>
    public override string Key => $"query-below {Convert.ToHexStringLower(Zone.AsSpan())}";
}

/// <summary>An answer leads to an address.</summary>
/// <param name="Address">The address.</param>
public sealed record AnswerIs(Address Address) : AlertCondition
{
    /// <inheritdoc/>
    public override string Key => $"answer-is {Address}";
}

/// <summary>An answer names a name server: a record that points to it, as those of type NS do.</summary>
/// <param name="Server">Its name in canonical wire form.</param>
public sealed record AnswerNames(ImmutableArray<byte> Server) : AlertCondition
{
    /// <inheritdoc/>
    public override string Key => $"answer-names {Convert.ToHexStringLower(Server.AsSpan())}";
}

/// <summary>Somebody speaks to a server, DNS or anything else.</summary>
/// <param name="Server">Its address.</param>
public sealed record SpeaksTo(Address Server) : AlertCondition
{
    /// <inheritdoc/>
    public override string Key => $"speaks-to {Server}";
}

/// <summary>A client asks a DNS server (port 53) that the site does not approve, past those that it does.</summary>
/// <param name="Approved">The DNS servers that the site approves: no client is one of them, and none is asked.</param>
/// <param name="Networks">Networks of the site, from which is asked; none for any.</param>
public sealed record AsksUnapproved(ImmutableArray<Network> Approved, ImmutableArray<Network> Networks) : AlertCondition
{
    /// <summary>The port of DNS (RFC 1035 section 4.2).</summary>
    public const int Port = 53;

    /// <inheritdoc/>
    public override string Key => $"asks-unapproved {string.Join(',', Approved)} from {string.Join(',', Networks)}";
}

/// <summary>DNS on a port where it is not expected.</summary>
public sealed record AsksOtherPort : AlertCondition
{
    /// <summary>Ports where DNS or its kin is expected: DNS, NetBIOS names, HTTPS, DNS over TLS and QUIC, multicast DNS, LLMNR (IANA, Service Name and Transport Protocol Port Number Registry).</summary>
    public static ImmutableArray<int> Usual { get; } = [53, 137, 443, 853, 5353, 5355];

    /// <inheritdoc/>
    public override string Key => "asks-other-port";
}

/// <summary>A query of type TXT is answered with a text of at least so many bytes.</summary>
/// <param name="Bytes">Bytes of the text, without the lengths of its strings.</param>
public sealed record LongText(int Bytes) : AlertCondition
{
    /// <inheritdoc/>
    public override string Key => string.Create(CultureInfo.InvariantCulture, $"long-text {Bytes}");
}

/// <summary>One client asks within an hour for so many different names whose first label has the form of those of a channel.</summary>
/// <param name="Form">The form.</param>
/// <param name="Names">How many different names, at least.</param>
public sealed record ManyNames(LabelForm Form, int Names) : AlertCondition
{
    /// <inheritdoc/>
    public override string Key => string.Create(CultureInfo.InvariantCulture, $"many-names {Names} of {Form.Key}");
}
