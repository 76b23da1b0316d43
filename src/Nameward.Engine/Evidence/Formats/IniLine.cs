namespace Nameward.Engine.Evidence.Formats;

/// <summary>A line of an INI file: <c>[Section]</c>, <c>Key=value</c>, or a comment behind <c>#</c> or <c>;</c> (systemd.syntax(7), nm-settings-keyfile(5)).</summary>
readonly ref struct IniLine
{
    /// <summary>The section that begins here; empty where none does.</summary>
    public ReadOnlySpan<byte> Section { get; private init; }

    /// <summary>The key; empty where there is none.</summary>
    public ReadOnlySpan<byte> Key { get; private init; }

    /// <summary>The value, which may be empty.</summary>
    public ReadOnlySpan<byte> Value { get; private init; }

    /// <summary>Whether the line is neither empty, nor a comment, nor one of an INI file.</summary>
    public bool IsNothing { get; private init; }

    /// <summary>Takes a line apart.</summary>
    public static IniLine Of(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r"u8);
        if (line is [] or [(byte)'#' or (byte)';', ..])
        {
            return default;
        }
        if (line is [(byte)'[', _, .., (byte)']'])
        {
            return new() { Section = line[1..^1] };
        }
        var equals = line.IndexOf((byte)'=');
        return equals <= 0 ? new() { IsNothing = true } : new() { Key = line[..equals].TrimEnd(" \t"u8), Value = line[(equals + 1)..].TrimStart(" \t"u8) };
    }
}
