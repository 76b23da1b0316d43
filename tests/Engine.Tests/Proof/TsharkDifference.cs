namespace Nameward.Engine.Tests.Proof;

/// <summary>Why tshark and we may differ over a message of one capture.</summary>
/// <param name="theirs">What tshark read.</param>
/// <param name="hasUnreadLink">Whether the capture is of a link type that we do not read.</param>
/// <param name="malformed">The first packets that we count as malformed.</param>
sealed class TsharkDifference(TsharkReading theirs, bool hasUnreadLink, IReadOnlySet<long> malformed)
{
    public const string None = "the same";
    public const string Unexplained = "unexplained";

    /// <summary>Over a message that both found.</summary>
    public string Between(TsharkMessage own, TsharkMessage other)
    {
        var isDamaged = theirs.Damaged.Contains(own.Packet);
        if (own == other)
        {
            return None;
        }
        if (own with { Name = other.Name } == other && TsharkMessage.IsAlike(own.Name, other.Name))
        {
            return "the same but for bytes of the name that are not ASCII: tshark makes its own UTF-8 of them and of what stands behind them";
        }
        if (own with { Answers = other.Answers } == other && own.Answers < other.Answers)
        {
            return own.Rcode is null ? "a query with records in its answer section (known answers of multicast DNS, RFC 6762 section 7.1): we keep those of responses"
                : "a response with damaged records, or cut by the capture: we keep those that are whole, tshark shows the count of the header";
        }
        return isDamaged ? "a message that tshark calls malformed" : Unexplained;
    }

    /// <summary>Over a message that tshark alone found.</summary>
    public string Theirs(TsharkMessage message) => message switch
    {
        { Name: ['<', .., '>'] and not "<Root>" } => "tshark alone: a name that it cannot read either; we count the message as malformed",
        _ when theirs.Damaged.Contains(message.Packet) => "tshark alone: it calls the message malformed, and so do we",
        _ when !IsOnDnsPort(message) => "tshark alone: DNS over HTTPS or QUIC, decrypted with keys in the capture",
        _ when hasUnreadLink => "tshark alone: a link type that we do not read",
        _ when malformed.Contains(message.Packet) => "tshark alone: a pointer forwards; we count the message as malformed",
        _ => Unexplained + ", tshark alone",
    };

    /// <summary>Over a message that we alone found.</summary>
    public static string Ours(TsharkMessage message) => !IsOnDnsPort(message) ? "ours alone: on a port that tshark does not take for DNS"
        : message.IsTcp ? "ours alone: TCP behind a part that was not captured, where tshark gives up"
        : "ours alone: a first fragment whose others are missing, read as far as it goes";

    static bool IsOnDnsPort(TsharkMessage message) =>
        new[] { message.Client, message.Server }.Any(end => end[(end.IndexOf(' ', StringComparison.Ordinal) + 1)..] is "53" or "5353" or "5355");
}
