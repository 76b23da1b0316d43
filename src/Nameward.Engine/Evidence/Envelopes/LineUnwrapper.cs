using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>Takes the envelopes off lines of logs: headers of syslog and wrappers of JSON, one in another. One belongs to one reader.</summary>
sealed class LineUnwrapper
{
    /// <summary>Relays and shippers wrap a message that is wrapped already; more than this many are not looked into.</summary>
    const int MostEnvelopes = 4;

    // A wrapper's message is valid until it is used again, so that one in another needs its own. Most logs need none.
    readonly JsonWrapper?[] _wrappers = new JsonWrapper?[MostEnvelopes];

    /// <summary>Takes the envelopes off; the innermost one that tells the time or the program is believed. Valid until the next call.</summary>
    public LogLine Unwrap(ReadOnlySpan<byte> line)
    {
        var (stamp, hasHeader) = (default(LogStamp), false);
        ReadOnlySpan<byte> program = [], host = [];
        for (var depth = 0; depth < MostEnvelopes; depth++)
        {
            var isTaken = line is [(byte)'{', ..] ? (_wrappers[depth] ??= new()).TryTake(ref line, out var header) : SyslogHeader.TryTake(ref line, out header);
            stamp = header.Stamp.IsNone ? stamp : header.Stamp;
            hasHeader |= header.HasHeader;
            program = header.Program.IsEmpty ? program : header.Program;
            host = header.Host.IsEmpty ? host : header.Host;
            if (!isTaken)
            {
                break;
            }
        }
        return new() { Stamp = stamp, HasHeader = hasHeader, Program = program, Host = host, Message = line };
    }
}
