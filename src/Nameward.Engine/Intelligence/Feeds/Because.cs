namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>Why a statement of a feed is passed over or not understood. Few texts, the same in every form, so that they can be counted.</summary>
static class Because
{
    public const string NoValue = "no name and no address";
    public const string OneLabel = "a name of one label";
    public const string NotPublic = "an address of no public host";
    public const string TooWide = "a range too wide to mean anything";
    public const string TooLong = "a statement too long";
    public const string SeveralValues = "more than one value in a line";
    public const string NoHeader = "columns without a header";
    public const string NoInternational = "a name that is no well-formed international name";
    public const string WebPage = "a web page and no feed";
    public const string BrokenJson = "broken JSON";
    public const string MoreBehind = "more behind the end of the document";
    public const string OpenQuote = "a quote that is not closed";
    public const string NotOfThisForm = "not of this form";

    public const string Hashes = "file hashes";
    public const string Mail = "mail addresses";
    public const string Files = "file names";
    public const string Paths = "paths of URLs";
    public const string Regex = "regular expressions";
    public const string Patterns = "patterns of text";
    public const string Pages = "rules for pages";
    public const string OtherKinds = "other kinds of indicators";
    public const string NotForDetection = "attributes not meant for detection";
}
