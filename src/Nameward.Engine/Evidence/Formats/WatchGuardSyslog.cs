using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A line that a Firebox sends over syslog, or that its Traffic Monitor shows: words without names first, then names with values, the policy in brackets among them. It
/// is written anew with all of them named. One belongs to one reader.
/// </summary>
/// <remarks>
/// Over syslog: <c>msg_id="3000-0148" Deny 1-Trusted 0-External 73 udp 20 64 192.0.2.7 198.51.100.53 46616 53 record_type="A" question="www.example.com" (DNS-00)</c>;
/// bytes, header and hops (73, 20, 64) are left out where a proxy writes, and interfaces may hold spaces. In Traffic Monitor:
/// <c>Allow 192.0.2.7 198.51.100.53 dns/udp 46616 53 Trusted External Allowed 73 64 (DNS-00) proc_id="firewall" msg_id="3000-0148"</c>.
/// </remarks>
sealed class WatchGuardSyslog
{
    /// <summary>What is written beside the bytes of the line: less than this for all names together.</summary>
    const int OfNames = 128;

    byte[] _named = new byte[1024];
    int _length;

    /// <summary>The line as names with values between spaces.</summary>
    public ReadOnlySpan<byte> Named => _named.AsSpan(0, _length);

    /// <summary>Names the words of a line; false where it is of no connection.</summary>
    public bool TryName(ReadOnlySpan<byte> line)
    {
        _length = 0;
        if (_named.Length < line.Length + OfNames)
        {
            _named = new byte[2 * (line.Length + OfNames)];
        }
        var rest = line;
        var action = TextWords.Take(ref rest);
        while (!IsAction(action) && !rest.IsEmpty)
        {
            action = TextWords.Take(ref rest);
        }
        if (!IsAction(action) || !TryTakeEnds(ref rest, out var protocol))
        {
            return false;
        }
        Write(" disp="u8, action);
        WritePorts(ref rest, protocol);
        WritePolicy(rest);
        Write(" "u8, rest);
        return true;
    }

    /// <summary>Takes two addresses off, and the interfaces and figures that stand before them.</summary>
    /// <param name="rest">What stands behind the action; what stands behind the addresses then.</param>
    /// <param name="protocol">The protocol, where it stands before them.</param>
    bool TryTakeEnds(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> protocol)
    {
        protocol = [];
        while (!rest.IsEmpty)
        {
            var word = TextWords.Take(ref rest);
            if (word.Contains((byte)'='))
            {
                return false;
            }
            var behind = rest;
            var next = TextWords.Take(ref behind);
            if (Address.TryParse(word, out _) && Address.TryParse(next, out _))
            {
                rest = behind;
                Write(" src="u8, word);
                Write(" dst="u8, next);
                return true;
            }
            protocol = IsNumber(word) || FlowWords.Protocol(word) == 0 ? protocol : word;
        }
        return false;
    }

    /// <summary>Names the ports, before which the service and the protocol may stand as <c>dns/udp</c>.</summary>
    void WritePorts(scoped ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> protocol)
    {
        var behind = rest;
        var word = TextWords.Take(ref behind);
        if (protocol.IsEmpty && word.LastIndexOf((byte)'/') is >= 0 and var slash)
        {
            protocol = word[(slash + 1)..];
            rest = behind;
            word = TextWords.Take(ref behind);
        }
        Write(" proto="u8, protocol);
        var other = TextWords.Take(ref behind);
        if (IsNumber(word) && IsNumber(other))
        {
            Write(" srcPort="u8, word);
            Write(" dstPort="u8, other);
            rest = behind;
        }
    }

    /// <summary>Names the policy: in brackets at the end, or before all names.</summary>
    void WritePolicy(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimEnd((byte)' ');
        var start = rest is [.., (byte)')'] ? rest.LastIndexOf((byte)'(') : rest.IndexOf((byte)'(');
        var length = start < 0 ? -1 : rest[start..].IndexOf((byte)')');
        if (length > 0 && !rest.Slice(start, length).ContainsAny((byte)'"', (byte)'='))
        {
            Write(" policy=\""u8, rest.Slice(start + 1, length - 1));
            Write("\""u8, []);
        }
    }

    void Write(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        name.CopyTo(_named.AsSpan(_length));
        value.CopyTo(_named.AsSpan(_length + name.Length));
        _length += name.Length + value.Length;
    }

    static bool IsNumber(ReadOnlySpan<byte> word) => !word.IsEmpty && !word.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    static bool IsAction(ReadOnlySpan<byte> word) => word.SequenceEqual("Allow"u8) || word.SequenceEqual("Deny"u8) || word.StartsWith("Proxy"u8);
}
