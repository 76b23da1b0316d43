using System.Collections.Immutable;

namespace Nameward.Engine.Findings.Sites;

/// <summary>How notices go to a channel.</summary>
public enum ChannelKind
{
    /// <summary>Posted to a URL, signed.</summary>
    Webhook,
    /// <summary>Posted to a URL.</summary>
    Http,
    /// <summary>Sent as mail.</summary>
    Email,
    /// <summary>Sent as syslog messages.</summary>
    Syslog,
    /// <summary>Appended to a file.</summary>
    File,
}

/// <summary>Somebody whom a site wants to be told of decisions.</summary>
public sealed record Channel
{
    /// <summary>Its name, which the outbox of the store knows it by.</summary>
    public required string Name { get; init; }

    /// <summary>How notices go there.</summary>
    public required ChannelKind Kind { get; init; }

    /// <summary>Where it stands in the site file.</summary>
    public required FilePlace At { get; init; }

    /// <summary>A URL; a server with its scheme, as in <c>smtp://mail.example:587</c>; or a file, seen from the current folder.</summary>
    public required string Target { get; init; }

    /// <summary>The form of what is sent.</summary>
    public required string Format { get; init; }

    /// <summary>The decisions of which it is told: "watch", "escalate".</summary>
    public ImmutableArray<string> On { get; init; } = ["escalate"];

    /// <summary>Where its secret is: a variable of the environment, or <c>file:PATH</c>; null for none. The secret itself is nowhere kept.</summary>
    public string? Secret { get; init; }

    /// <summary>The user that the secret is of; null for none.</summary>
    public string? User { get; init; }

    /// <summary>The sender of mails; empty for other kinds.</summary>
    public string From { get; init; } = "";

    /// <summary>The receivers of mails.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>The template's text; null for none.</summary>
    public string? Template { get; init; }

    /// <summary>Whether its URL may stand on a private address, and be asked unencrypted.</summary>
    public bool MayBePrivate { get; init; }

    /// <summary>After how long it is told again of what it was told.</summary>
    public TimeSpan Repeat { get; init; } = TimeSpan.FromDays(7);
}
