using System.Globalization;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment;

/// <summary>
/// A response policy zone (draft-vixie-dnsop-dns-rpz-00) as a master file (RFC 1035 section 5). Every byte of a name has a notation there, so that any name can be written. It stands for one case
/// alone: to take it away is to take away what was added for the case.
/// </summary>
static class RpzZone
{
    /// <summary>What a policy may act on.</summary>
    [Flags]
    public enum Triggers
    {
        /// <summary>The name that is asked for.</summary>
        Name = 1,
        /// <summary>An address in the answer.</summary>
        Answer = 2,
        /// <summary>The name or an address of a name server of the zone.</summary>
        NameServer = 4,
        /// <summary>The address of the client.</summary>
        Client = 8,
        /// <summary>All of them.</summary>
        All = Name | Answer | NameServer | Client,
    }

    const int MostNameBytes = 255;

    /// <summary>Name of the policy zone.</summary>
    public static string NameOf(ContainDocument document) => $"{document.Label}.rpz";

    /// <summary>The zone's file, and what it leaves out.</summary>
    public static PackFile Write(ContainDocument document, Triggers triggers, List<(Block, string)> leftOut)
    {
        var text = new PackText(document, ";").Head("response policy zone");
        text.Lines("$TTL 300", $"@ SOA localhost. hostmaster.localhost. {document.Serial.ToString(CultureInfo.InvariantCulture)} 3600 600 86400 300", "@ NS localhost.",
            $"{Canary.NameOf(document)} A {Canary.Address}");
        foreach (var block in document.Blocked)
        {
            if (WhyNot(document, block, triggers) is { } why)
            {
                leftOut.Add((block, why));
                continue;
            }
            text.Because(block);
            foreach (var owner in Owners(block))
            {
                text.Line($"{owner} {Action(document)}");
            }
        }
        return text.As(NameOf(document));
    }

    static string? WhyNot(ContainDocument document, Block block, Triggers triggers) => block.Kind switch
    {
        BlockKind.Server => "a policy zone acts on names and answers: the firewall targets block the server",
        BlockKind.AnswerAddress when !triggers.HasFlag(Triggers.Answer) => "this product does not act on addresses in answers",
        BlockKind.NameServer or BlockKind.NameServerAddress when !triggers.HasFlag(Triggers.NameServer) => "this product does not act on name servers",
        BlockKind.Client when !triggers.HasFlag(Triggers.Client) => "this product's policy zones do not tell clients apart",
        BlockKind.Zone when !Fits(document, block) => "the name is too long to stand in a policy zone",
        BlockKind.NameServer when block.Name.Length + NameOf(document).Length + ".rpz-nsdname".Length + 4 > MostNameBytes => "the name is too long to stand in a policy zone",
        _ => null,
    };

    /// <summary>Whether a name is still one with "*." before it and the policy zone behind it.</summary>
    public static bool Fits(ContainDocument document, Block block) => block.Name.Length + NameOf(document).Length + 4 <= MostNameBytes;

    static IEnumerable<string> Owners(Block block) => block.Kind switch
    {
        BlockKind.Zone => [Text(block), "*." + Text(block)],
        BlockKind.NameServer => [Text(block) + ".rpz-nsdname"],
        BlockKind.NameServerAddress => [Text(block.Address) + ".rpz-nsip"],
        BlockKind.Client => [Text(block.Address) + ".rpz-client-ip"],
        _ => [Text(block.Address) + ".rpz-ip"],
    };

    static string Text(Address address) => PolicyAddress.Of(Network.Of(address, address.IsV4 ? 32 : 128));

    static string Action(ContainDocument document) => document.Request.Action switch
    {
        BlockAction.NxDomain => "CNAME .",
        BlockAction.NoData => "CNAME *.",
        _ => $"{(document.Request.Sinkhole.IsV4 ? "A" : "AAAA")} {document.Request.Sinkhole}",
    };

    /// <summary>A name in the notation of master files: every byte that is no letter, digit, dash or underscore as \DDD (RFC 1035 section 5.1).</summary>
    static string Text(Block block)
    {
        var labels = new List<string>();
        for (var at = 0; at < block.Name.Length && block.Name[at] != 0; at += block.Name[at] + 1)
        {
            labels.Add(string.Concat(block.Name.AsSpan().Slice(at + 1, block.Name[at]).ToArray().Select(Written)));
        }
        return string.Join('.', labels);
    }

    static string Written(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' ? ((char)b).ToString() : string.Create(CultureInfo.InvariantCulture, $"\\{b:000}");
}
