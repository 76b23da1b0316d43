namespace Nameward.Engine.Reports.Html;

/// <summary>Text that is HTML already: made by the page from its own elements and from escaped values, never from a value as it came.</summary>
readonly record struct Markup(string Html);
