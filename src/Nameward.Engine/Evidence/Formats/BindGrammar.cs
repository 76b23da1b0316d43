using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of BIND's <c>named</c> and of products made from it. <c>print-time yes</c> or <c>local</c> gives <c>21-Nov-2026 17:31:30.732</c>, <c>iso8601</c> the
/// local time too and no zone with it, <c>iso8601-utc</c> a Z, <c>iso8601-tzinfo</c> an offset (BIND 9 ARM, "print-time").
/// </summary>
sealed class BindGrammar : ILogGrammar
{
    readonly BindRow _row = new();

    /// <inheritdoc/>
    /// <remarks>Distributions and containers call the server named, named-pkcs11, isc-bind, bind9 and so on.</remarks>
    public bool IsProgram(ReadOnlySpan<byte> program) => program.IndexOf("named"u8) >= 0 || program.IndexOf("bind"u8) >= 0;

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        var rest = message;
        if (!LogStamp.TryTake(ref rest, out var stamp))
        {
            return default;
        }
        message = rest;
        return stamp;
    }

    /// <inheritdoc/>
    public Likeness Look(in LogLine line)
    {
        var head = BindHead.Of(line);
        if (Begin(head, DateTime.MinValue).IsObserved)
        {
            return Likeness.Likely;
        }
        return head.IsSignature ? Likeness.Possible : Likeness.No;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var result = Begin(BindHead.Of(line), time);
        if (result.IsObserved)
        {
            _row.End(offset, rows);
        }
        return result;
    }

    /// <summary>Reads a line; what is observed stands in the row then.</summary>
    LineResult Begin(in BindHead head, DateTime time)
    {
        var isOfQueries = head.Category.SequenceEqual("queries"u8) || head.Category.SequenceEqual("responses"u8);
        if (BindClient.IsAbout(head.Message))
        {
            return BindClient.TryRead(head.Message, out var client) ? _row.Begin(time, client, isOfQueries) : LineResult.Malformed(BindClient.Problem);
        }
        if (isOfQueries)
        {
            return LineResult.Malformed("no client in a category of queries or responses");
        }
        if (head.Marks != BindMarks.None && BindText.IsCut(head.Message, BindClient.Beginning))
        {
            return LineResult.Malformed(BindText.Cut);
        }
        return head.IsOfBind ? LineResult.Ignored : LineResult.Malformed("no line of a BIND log");
    }
}
