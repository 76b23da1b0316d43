using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Wire;

/// <summary>The observation that a DNS message in wire form makes by itself, whoever recorded it.</summary>
static class WireRow
{
    /// <summary>The row of the message that <paramref name="parser"/> has just read; where, when, between whom and how it travelled are left to the caller.</summary>
    /// <param name="parser">Holds a message with a sound question.</param>
    /// <param name="sent">Bytes of the message when it was sent.</param>
    public static DnsMessage Of(WireParser parser, int sent)
    {
        var header = parser.Header;
        var isResponse = header.IsResponse;
        return new()
        {
            Sides = isResponse ? Sides.Response : Sides.Query,
            Type = parser.Type,
            Rcode = isResponse ? parser.Rcode : null,
            Header = header.Bits,
            Id = header.Id,
            Bytes = sent,
            ShowsAnswers = isResponse && ShowsAnswers(header, parser),
        };
    }

    /// <summary>No record where the header promises some means that they were lost, not that there were none.</summary>
    static bool ShowsAnswers(WireHeader header, WireParser parser) => header.Answers == 0 || parser.AnswersRead > 0;
}
