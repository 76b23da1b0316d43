namespace Nameward.Engine.Evidence.Mappings;

/// <summary>What a product does to names when it writes them, to be undone. A dot at the end and the escapes of RFC 1035 (<c>\032</c>) need nothing.</summary>
public enum NameUndo
{
    /// <summary>Lengths in brackets in the place of dots, as Windows DNS servers write them: <c>(3)www(7)example(3)com(0)</c>.</summary>
    MsLabels,
    /// <summary>Escapes of the web: <c>a%20b.example</c>.</summary>
    UrlEscapes,
    /// <summary>Brackets around dots that make names harmless to click: <c>example[.]com</c>.</summary>
    Brackets,
    /// <summary>Bytes that do not print as <c>\x1b</c>; a backslash before anything else is a byte of the name.</summary>
    HexEscapes,
    /// <summary>None: a backslash is a byte of the name.</summary>
    Nothing,
}
