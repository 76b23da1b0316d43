using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>One line of our own words, with nothing in it that a terminal acts on.</summary>
static class FeedLine
{
    /// <summary>The line.</summary>
    public static StyledLine Of(string text) => new([Run.Plain(string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)))]);
}
