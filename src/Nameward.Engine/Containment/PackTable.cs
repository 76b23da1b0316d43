using System.Text;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment;

/// <summary>A table of a pack as CSV (RFC 4180), every field in quotes: what a spreadsheet would take for a formula gets an apostrophe before it.</summary>
sealed class PackTable
{
    readonly StringBuilder _text = new();

    /// <summary>A row.</summary>
    public PackTable Row(params ReadOnlySpan<HostileText?> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            _text.Append(i == 0 ? "" : ",").Append(Field(fields[i]));
        }
        _text.Append('\n');
        return this;
    }

    /// <summary>The file.</summary>
    public PackFile As(string name) => new(name, Encoding.UTF8.GetBytes(_text.ToString()));

    static string Field(HostileText? text)
    {
        var visible = text is { } some ? PackProse.Visible(some) : "";
        var isFormula = visible.Length > 0 && "=+-@".Contains(visible[0], StringComparison.Ordinal);
        return $"\"{(isFormula ? "'" : "")}{visible.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
