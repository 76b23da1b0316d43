using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>The bits of a header as the DNS library of Go and dig name them: <c>qr,aa,rd,ra</c> (CoreDNS, Azure Firewall).</summary>
static class FlagWords
{
    /// <summary>The bits; none where the text is empty or <c>-</c>, which stands for a response that was never written.</summary>
    public static HeaderBits Read(ReadOnlySpan<byte> words)
    {
        if (words is [] or [(byte)'-'])
        {
            return HeaderBits.None;
        }
        var bits = HeaderBits.Shown;
        while (!words.IsEmpty)
        {
            var word = TextWords.TakeUntil(ref words, (byte)',').Trim((byte)' ');
            bits |= word.Length == 2 ? Bit(word) : HeaderBits.None;
        }
        return bits;
    }

    static HeaderBits Bit(ReadOnlySpan<byte> word) => word switch
    {
        _ when word.SequenceEqual("aa"u8) => HeaderBits.Authoritative,
        _ when word.SequenceEqual("tc"u8) => HeaderBits.Truncated,
        _ when word.SequenceEqual("rd"u8) => HeaderBits.RecursionDesired,
        _ when word.SequenceEqual("ra"u8) => HeaderBits.RecursionAvailable,
        _ => HeaderBits.None,
    };
}
