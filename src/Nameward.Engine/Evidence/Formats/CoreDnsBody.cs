using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// One look-up as the plugin <c>log</c> of CoreDNS writes it in its format common: <c>remote:port - id "type class name proto size do bufsize" rcode flags
/// size duration</c>. Azure Firewall writes the same without the quotes. Where no answer was given, code and flags are hyphens and the size is 0.
/// </summary>
static class CoreDnsBody
{
    const string FewFields = "fewer fields than CoreDNS writes";

    /// <summary>Reads a look-up.</summary>
    /// <param name="text">It, from the client on.</param>
    /// <param name="time">When it was written, UTC.</param>
    /// <param name="row">Takes what is observed; the caller hands it over.</param>
    public static LineResult Read(ReadOnlySpan<byte> text, DateTime time, LogRow row)
    {
        ref var message = ref row.Begin(time, Sides.Query, Leg.Client);
        if (!DnsWords.TryEndpoint(TextWords.Take(ref text), out var client))
        {
            return LineResult.Malformed("the address of the client cannot be read");
        }
        message.Client = client;
        TextWords.Take(ref text);
        var hasId = Numbers.TryUInt16(TextWords.Take(ref text), out var id);
        message.Id = id;
        var name = TakeQuestion(ref text, ref message);
        if (!hasId || name.IsEmpty || !TryResponse(text, ref message))
        {
            return LineResult.Malformed(FewFields);
        }
        return row.TryName(name) ? LineResult.Observed : LineResult.Malformed(LogRow.NoName);
    }

    /// <summary>
    /// Takes <c>"type class name proto size do bufsize" </c> off. Quotes and spaces in a name stand behind a backslash (<c>UnpackDomainName</c> of miekg/dns).
    /// </summary>
    /// <returns>The name; empty where the rest cannot be read.</returns>
    static ReadOnlySpan<byte> TakeQuestion(scoped ref ReadOnlySpan<byte> text, ref DnsMessage message)
    {
        TextWords.TryTake(ref text, "\""u8);
        message.Type = DnsWords.Type(TextWords.Take(ref text));
        var isClass = DnsWords.IsClass(TextWords.Take(ref text));
        var name = TakeName(ref text);
        message.Transport = DnsWords.Transport(TextWords.Take(ref text));
        var isSize = Numbers.TryUInt16(TextWords.Take(ref text), out var size);
        message.Bytes = size;
        var wantsKeys = TextWords.Take(ref text);
        var isFlag = wantsKeys.SequenceEqual("true"u8) || wantsKeys.SequenceEqual("false"u8);
        var isBuffer = Numbers.TryUInt16(TextWords.Take(ref text).TrimEnd((byte)'"'), out _);
        return isClass && isSize && isFlag && isBuffer ? name : [];
    }

    /// <summary>Takes what stands before the next space that has no backslash before it.</summary>
    public static ReadOnlySpan<byte> TakeName(scoped ref ReadOnlySpan<byte> text)
    {
        var end = 0;
        while (end < text.Length && text[end] != ' ')
        {
            end += text[end] == '\\' ? 2 : 1;
        }
        end = Math.Min(end, text.Length);
        var name = text[..end];
        text = end < text.Length ? text[(end + 1)..] : [];
        return name;
    }

    /// <summary><c>rcode flags size duration</c>; what follows, as the opcode of the format combined, is of no concern.</summary>
    static bool TryResponse(ReadOnlySpan<byte> text, ref DnsMessage message)
    {
        var rcode = TextWords.Take(ref text);
        var flags = TextWords.Take(ref text);
        var isSize = Numbers.TryUInt16(TextWords.Take(ref text), out var size);
        if (!isSize || TextWords.Take(ref text) is not [_, .., (byte)'s'])
        {
            return false;
        }
        if (flags.SequenceEqual("-"u8))
        {
            return !rcode.IsEmpty;
        }
        message.Sides = Sides.Query | Sides.Response;
        message.Rcode = DnsWords.Rcode(rcode);
        message.Bytes = size;
        message.Header = FlagWords.Read(flags);
        return true;
    }
}
