using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Escapes for a plain list, one value a line, that other programs read.</summary>
static class EscapeList
{
    /// <summary>The raw value; null where it is no plain host name or address, for a list must never gain a line, a comment or a wildcard by it.</summary>
    public static string? Value(HostileText text) =>
        text.Kind != HostileKind.Text && text.Raw is { Length: > 1 and <= 255 } raw && raw.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':')
            ? raw : null;

    /// <summary>The text within a comment.</summary>
    public static string Comment(HostileText text) => VisibleText.Whole(text.Raw);

    /// <summary>A sentence within a comment.</summary>
    public static string Comment(Sentence sentence) => sentence.Render(Comment, VisibleText.Whole);
}
