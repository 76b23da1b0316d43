using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>How the records of one set are laid out (RFC 3954 section 5.2, RFC 7011 section 3.4.1).</summary>
/// <param name="fields">Its fields in order.</param>
/// <param name="isOfOptions">Whether its records describe the exporter, and no flows.</param>
sealed class Template(ImmutableArray<TemplateField> fields, bool isOfOptions)
{
    /// <summary>A template of more fields is not believed: the longest that routers write have about a hundred.</summary>
    public const int MostFields = 512;

    /// <summary>A length in a template that stands for a length in each record.</summary>
    public const ushort Variable = ushort.MaxValue;

    /// <summary>Whether its records describe the exporter, and no flows.</summary>
    public bool IsOfOptions { get; } = isOfOptions;

    /// <summary>The shortest record; what is left of a set below it is padding.</summary>
    public int Shortest { get; } = fields.Sum(field => field.Length == Variable ? 1 : field.Length);

    /// <summary>Reads one record.</summary>
    /// <param name="bytes">Its bytes, and those behind it.</param>
    /// <param name="record">Takes its fields.</param>
    /// <returns>Its length; -1 where it is cut.</returns>
    public int Read(ReadOnlySpan<byte> bytes, ExportRecord record)
    {
        record.Clear();
        var at = 0;
        foreach (var field in fields)
        {
            int length = field.Length;
            if (length == Variable && !TryLength(bytes, ref at, out length))
            {
                return -1;
            }
            if (length > bytes.Length - at)
            {
                return -1;
            }
            record.Set(field.Field, bytes.Slice(at, length));
            at += length;
        }
        return at;
    }

    /// <summary>Reads the length that stands before a field: one byte, or 255 and two (RFC 7011 section 7).</summary>
    static bool TryLength(ReadOnlySpan<byte> bytes, ref int at, out int length)
    {
        length = at < bytes.Length ? bytes[at++] : int.MaxValue;
        if (length == byte.MaxValue && at + 2 <= bytes.Length)
        {
            length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            at += 2;
        }
        return length <= bytes.Length - at;
    }
}

/// <summary>One field of a template.</summary>
/// <param name="Field">What it means.</param>
/// <param name="Length">Its bytes in each record; <see cref="Template.Variable"/> where the record tells.</param>
readonly record struct TemplateField(ExportField Field, ushort Length);
