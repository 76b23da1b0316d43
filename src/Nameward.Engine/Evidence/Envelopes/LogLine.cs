using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>One line of a log, out of the envelopes that it came in.</summary>
readonly ref struct LogLine
{
    /// <summary>The time of the innermost envelope that carries one.</summary>
    public LogStamp Stamp { get; init; }

    /// <summary>Whether a syslog header stood before the message: it names its program, or else another one may have written it.</summary>
    public bool HasHeader { get; init; }

    /// <summary>The program that wrote the message, as the innermost envelope names it; empty where none does.</summary>
    public ReadOnlySpan<byte> Program { get; init; }

    /// <summary>The host on which it was written, as the innermost envelope names it; empty where none does.</summary>
    public ReadOnlySpan<byte> Host { get; init; }

    /// <summary>What the program wrote.</summary>
    public ReadOnlySpan<byte> Message { get; init; }
}
