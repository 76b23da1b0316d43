using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Lines of Knot Resolver: <c>[group ]</c>, in traces <c>[request]</c> behind it, and text. Names of groups are at least six bytes (lib/log.h).</summary>
sealed class KnotResolverGrammar : ILogGrammar
{
    /// <summary>Groups of <c>kr_log_group</c> in lib/log.c, without the spaces that fill them up.</summary>
    static readonly byte[][] Groups =
    [
        [.. "system"u8], [.. "cache "u8], [.. "io    "u8], [.. "net   "u8], [.. "ta    "u8], [.. "tasent"u8], [.. "tasign"u8], [.. "taupd "u8], [.. "tls   "u8],
        [.. "gnutls"u8], [.. "tls_cl"u8], [.. "xdp   "u8], [.. "doh   "u8], [.. "dnssec"u8], [.. "hint  "u8], [.. "plan  "u8], [.. "iterat"u8],
        [.. "valdtr"u8], [.. "resolv"u8], [.. "select"u8], [.. "zoncut"u8], [.. "cookie"u8], [.. "statis"u8], [.. "rebind"u8], [.. "worker"u8],
        [.. "policy"u8], [.. "daf   "u8], [.. "timejm"u8], [.. "timesk"u8], [.. "graphi"u8], [.. "prefil"u8], [.. "primin"u8], [.. "srvstl"u8],
        [.. "wtchdg"u8], [.. "nsid  "u8], [.. "dnstap"u8], [.. "tests "u8], [.. "dotaut"u8], [.. "http  "u8], [.. "contrl"u8], [.. "module"u8],
        [.. "devel "u8], [.. "renum "u8], [.. "exterr"u8], [.. "rules "u8], [.. "prlayr"u8], [.. "defer "u8], [.. "reqdbg"u8],
    ];

    const int GroupBytes = 6;

    /// <inheritdoc/>
    public bool IsProgram(ReadOnlySpan<byte> program) => program.IsEmpty || program.StartsWith("kresd"u8) || program.StartsWith("knot-resolver"u8);

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message) => default;

    /// <inheritdoc/>
    public Likeness Look(in LogLine line) => !line.Program.IsEmpty || IsOfGroup(line.Message) ? Likeness.Possible : Likeness.No;

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows) =>
        line.HasHeader || IsOfGroup(line.Message) ? LineResult.Ignored : LineResult.Malformed("no line of a Knot Resolver log");

    static bool IsOfGroup(ReadOnlySpan<byte> message)
    {
        if (!TextWords.TryTake(ref message, "["u8) || message.Length < GroupBytes + 2 || message[GroupBytes] != ']' || message[GroupBytes + 1] is not ((byte)' ' or (byte)'['))
        {
            return false;
        }
        foreach (var group in Groups)
        {
            if (message.StartsWith(group))
            {
                return true;
            }
        }
        return false;
    }
}
