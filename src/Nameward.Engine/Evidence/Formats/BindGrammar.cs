using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of BIND's <c>named</c> and of products made from it. <c>print-time yes</c> or <c>local</c> gives <c>21-Nov-2026 17:31:30.732</c>, <c>iso8601</c> the
/// local time too and no zone with it, <c>iso8601-utc</c> a Z, <c>iso8601-tzinfo</c> an offset (BIND 9 ARM, "print-time").
/// </summary>
sealed class BindGrammar(BindDialect dialect = BindDialect.Plain) : ILogGrammar
{
    const int LongestNumber = 8;

    readonly BindRow _row = new();
    readonly BindChange _change = new();

    /// <inheritdoc/>
    /// <remarks>Distributions and containers call the server named, named-pkcs11, isc-bind, bind9 and so on.</remarks>
    public bool IsProgram(ReadOnlySpan<byte> program) => program.IndexOf("named"u8) >= 0 || program.IndexOf("bind"u8) >= 0
        || (dialect == BindDialect.Infoblox && program.SequenceEqual("threat-protect-log"u8))
        || (dialect != BindDialect.Plain && program.StartsWith("dhcpd"u8));

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        var rest = message;
        // Infoblox writes it behind the category of its responses.
        TextWords.TryTake(ref rest, "infoblox-responses: "u8);
        if (!LogStamp.TryTake(ref rest, out var stamp))
        {
            return default;
        }
        message = rest;
        return stamp;
    }

    /// <inheritdoc/>
    /// <remarks>A product made from BIND is told by the lines that it alone writes.</remarks>
    public Likeness Look(in LogLine line)
    {
        var head = BindHead.Of(line);
        if (dialect != BindDialect.Plain)
        {
            return BindProducts.IsOf(dialect, WithoutNumber(head.Message)) && Begin(head, DateTime.MinValue).IsObserved ? Likeness.Certain : Likeness.No;
        }
        if (Begin(head, DateTime.MinValue).IsObserved)
        {
            return Likeness.Likely;
        }
        return head.IsSignature ? Likeness.Possible : Likeness.No;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var head = BindHead.Of(line);
        if (dialect != BindDialect.Plain && DhcpMessages.IsOne(head.Message))
        {
            return DhcpMessages.ReadIsc(head.Message, time, offset, rows);
        }
        var result = Begin(head, time);
        if (result.IsObserved)
        {
            _row.End(offset, rows);
        }
        var mayChange = result.IsObserved ? _row.IsRefusedTransfer : result.Because is null;
        return mayChange && _change.Read(head, WithoutNumber(head.Message), new(line.Host, time, offset, rows, continues: result.IsObserved)) ? LineResult.Observed : result;
    }

    /// <summary>Reads a line; what is observed stands in the row then.</summary>
    LineResult Begin(in BindHead head, DateTime time)
    {
        var isOfQueries = head.Category.SequenceEqual("queries"u8) || (dialect == BindDialect.Plain && head.Category.SequenceEqual("responses"u8));
        var message = dialect == BindDialect.Plain ? head.Message : WithoutNumber(head.Message);
        if (dialect == BindDialect.Infoblox && message.StartsWith(InfobloxEvent.Beginning))
        {
            return _row.Begin(time, message);
        }
        if (BindProducts.IsListMatch(message))
        {
            return _row.BeginListMatch(time, message);
        }
        if (BindClient.IsAbout(message))
        {
            return BindClient.TryRead(message, out var client) ? _row.Begin(time, client, isOfQueries) : LineResult.Malformed(BindClient.Problem);
        }
        if (isOfQueries)
        {
            return LineResult.Malformed("no client in a category of queries or responses");
        }
        if (head.Marks != BindMarks.None && BindText.IsCut(message, BindClient.Beginning))
        {
            return LineResult.Malformed(BindText.Cut);
        }
        return head.IsOfBind || BindProducts.IsNoise(dialect, message) ? LineResult.Ignored : LineResult.Malformed("no line of a BIND log");
    }

    /// <summary>Takes <c>26914:</c> off, a number that SOLIDserver writes before some messages.</summary>
    static ReadOnlySpan<byte> WithoutNumber(ReadOnlySpan<byte> message)
    {
        var colon = message[..Math.Min(message.Length, LongestNumber)].IndexOf((byte)':');
        return colon > 0 && Numbers.TrySeconds(message[..colon], out _) ? message[(colon + 1)..] : message;
    }
}
