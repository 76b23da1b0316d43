namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>How many of the first lines of a content are what a form expects.</summary>
static class LineCount
{
    /// <summary>Lines that are looked at.</summary>
    const int Most = 500;

    /// <summary>A test of one line.</summary>
    public delegate bool Test(ReadOnlySpan<byte> line);

    /// <summary>Whether a head has a line that is no comment.</summary>
    public static bool Any(ReadOnlySpan<byte> head) => Of(head, _ => true) != FeedLikeness.No;

    /// <summary>How likely a content is of a form: certain where at least nine of ten lines fit, likely where half do. Comments are not counted.</summary>
    public static FeedLikeness Of(ReadOnlySpan<byte> head, Test fits)
    {
        var lines = new FeedLines(head);
        var (all, fit) = (0, 0);
        while (all < Most && lines.Next())
        {
            if (!lines.Line.IsEmpty && !PlainList.IsComment(lines.Line))
            {
                all++;
                fit += fits(lines.Line) ? 1 : 0;
            }
        }
        return all == 0 || fit * 2 < all ? FeedLikeness.No : fit * 10 >= all * 9 ? FeedLikeness.Certain : FeedLikeness.Likely;
    }
}
