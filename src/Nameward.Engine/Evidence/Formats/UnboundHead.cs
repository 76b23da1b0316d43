using System.Buffers;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What stands before each message of Unbound: <c>[unbound][pid:thread] type: </c> (<c>log_vmsg</c> in util/log.c). The name before the bracket is the
/// <c>log-identity</c>; where syslog is written to, its header has it. The thread is a number in hexadecimal where it is that of the system.
/// </summary>
readonly ref struct UnboundHead
{
    /// <summary>Longest identity, process and thread that are looked at.</summary>
    const int LongestTag = 128;

    /// <summary>Words for how grave a message is; queries and replies have their own with <c>log-tag-queryreply</c>.</summary>
    static readonly byte[][] Types =
    [
        [.. "info"u8], [.. "query"u8], [.. "reply"u8], [.. "error"u8], [.. "notice"u8], [.. "warning"u8], [.. "debug"u8], [.. "fatal error"u8],
    ];

    static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>The word before the colon.</summary>
    public ReadOnlySpan<byte> Type { get; private init; }

    /// <summary>What stands behind it.</summary>
    public ReadOnlySpan<byte> Message { get; private init; }

    /// <summary>Takes a line apart; false where it does not begin as Unbound's do.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out UnboundHead head)
    {
        head = default;
        var tag = text[..Math.Min(text.Length, LongestTag)];
        var end = tag.IndexOf("] "u8);
        var open = end < 0 ? -1 : tag[..end].IndexOf((byte)'[');
        if (open < 0 || tag[..open].Contains((byte)' ') || !IsProcess(tag[(open + 1)..end]))
        {
            return false;
        }
        var message = text[(end + 2)..];
        var type = TextWords.TakeUntil(ref message, (byte)':');
        if (!IsType(type) || !(message.IsEmpty || TextWords.TryTake(ref message, " "u8)))
        {
            return false;
        }
        head = new() { Type = type, Message = message };
        return true;
    }

    /// <summary><c>3888:1f</c>.</summary>
    static bool IsProcess(ReadOnlySpan<byte> text)
    {
        var thread = text;
        var process = TextWords.TakeUntil(ref thread, (byte)':');
        return Numbers.TryCount(process, out _) && thread.Length is > 0 and <= 16 && !thread.ContainsAnyExcept(HexDigits);
    }

    static bool IsType(ReadOnlySpan<byte> word)
    {
        foreach (var type in Types)
        {
            if (word.SequenceEqual(type))
            {
                return true;
            }
        }
        return false;
    }
}
