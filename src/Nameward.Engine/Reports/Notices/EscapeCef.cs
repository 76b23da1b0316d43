using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Notices;

/// <summary>
/// Escapes for the Common Event Format (ArcSight CEF Implementation Standard, format version 0): in the head a backslash and a bar, in the extension a
/// backslash and an equals sign get a backslash before them. What is not printable ASCII is a code before that, so that an event is always one line.
/// </summary>
static class EscapeCef
{
    /// <summary>A field of the head.</summary>
    public static string Head(string text, int most) => Cut(VisibleText.Whole(text), most).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>A sentence as a field of the head.</summary>
    public static string Head(Sentence sentence, int most) => Head(sentence.Render(text => text.Raw), most);

    /// <summary>A value of the extension.</summary>
    public static string Value(string text, int most) => Cut(VisibleText.Whole(text), most).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal);

    /// <summary>A hostile text as a value of the extension.</summary>
    public static string Value(HostileText text, int most) => Value(text.Raw, most);

    /// <summary>A sentence as a value of the extension.</summary>
    public static string Value(Sentence sentence, int most) => Value(sentence.Render(text => text.Raw), most);

    // The standard gives each field a greatest length, and receivers cut or refuse what is longer.
    static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 3)] + "...";
}
