using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>One entry of an indicator list: a name, which stands for itself and all below it, or a range of addresses.</summary>
/// <param name="Text">The entry as it stands in the list.</param>
/// <param name="List">Name of the list it comes from.</param>
/// <param name="Line">Its line there, from 1.</param>
/// <param name="Kind">What it names.</param>
public sealed record Indicator(HostileText Text, string List, int Line, IndicatorKind Kind)
{
    /// <summary>The zone, or registrable domain, of a name, in canonical wire form; null of an address.</summary>
    public byte[]? Zone { get; init; }
}

/// <summary>What an indicator names.</summary>
public enum IndicatorKind
{
    /// <summary>A domain name and all names below it.</summary>
    Name,
    /// <summary>An address, or all addresses of a prefix.</summary>
    Network,
}

/// <summary>In what part of the evidence an indicator was met.</summary>
public enum HitPlace
{
    /// <summary>In the question.</summary>
    Question,
    /// <summary>In the data of an answer: an address, or a name pointed to.</summary>
    Answer,
    /// <summary>As the server that was asked.</summary>
    Server,
    /// <summary>As a name server, in the authority section.</summary>
    NameServer,
}
