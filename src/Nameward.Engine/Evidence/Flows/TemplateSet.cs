using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>Reads the templates of one set, of flows or of options, in either protocol (RFC 3954 sections 5.2 and 6.1, RFC 7011 section 3.4).</summary>
readonly struct TemplateSet
{
    const int TemplatesOfNine = 0, OptionsOfNine = 1, TemplatesOfIpfix = 2, OptionsOfIpfix = 3;
    const int Head = 4, HeadOfOptions = 6, Field = 4, Enterprise = 4, EnterpriseBit = 0x8000, FirstNumber = 256;

    bool IsOfOptions { get; init; }
    bool IsNine { get; init; }

    /// <summary>Whether a set holds templates.</summary>
    public static bool TryBegin(in TemplateKey key, out TemplateSet set)
    {
        var isNine = key.Version == ExportFraming.NetFlow9;
        set = new() { IsNine = isNine, IsOfOptions = key.Set is OptionsOfNine or OptionsOfIpfix };
        return isNine ? key.Set is TemplatesOfNine or OptionsOfNine : key.Set is TemplatesOfIpfix or OptionsOfIpfix;
    }

    /// <summary>Reads one template.</summary>
    /// <param name="bytes">They end with the set.</param>
    /// <param name="at">Where it begins; where the next one does.</param>
    /// <param name="read">What was read.</param>
    /// <returns>False where the set has no more.</returns>
    public bool TryRead(ReadOnlySpan<byte> bytes, scoped ref int at, out ReadTemplate read)
    {
        read = new() { At = at, IsOfOptions = IsOfOptions };
        var rest = bytes[at..];
        if (rest.Length < Head || rest.IndexOfAnyExcept((byte)0) < 0)
        {
            return false;
        }
        int number = U16(rest, 0), count = U16(rest, 2);
        read = read with { Number = (ushort)number };
        if (!IsNine && count == 0)
        {
            at += Head;
            read = read with { WithdrawsAll = number is TemplatesOfIpfix or OptionsOfIpfix };
            return true;
        }
        if (number < FirstNumber)
        {
            return Fail(bytes, ref at, ref read, ExportDamage.TemplateNumber);
        }
        if (IsOfOptions && rest.Length < HeadOfOptions)
        {
            return Fail(bytes, ref at, ref read, ExportDamage.TemplateEnds);
        }
        var scopes = !IsOfOptions ? 0 : IsNine ? count / Field : U16(rest, 4);
        count = IsOfOptions && IsNine ? scopes + U16(rest, 4) / Field : count;
        if (count > Template.MostFields)
        {
            return Fail(bytes, ref at, ref read, ExportDamage.TemplateSize);
        }
        return TakeFields(bytes, ref at, ref read, count, scopes);
    }

    bool TakeFields(ReadOnlySpan<byte> bytes, scoped ref int at, scoped ref ReadTemplate read, int count, int scopes)
    {
        var fields = ImmutableArray.CreateBuilder<TemplateField>(count);
        var next = at + (IsOfOptions ? HeadOfOptions : Head);
        for (var i = 0; i < count; i++)
        {
            if (bytes.Length - next < Field)
            {
                return Fail(bytes, ref at, ref read, ExportDamage.TemplateEnds);
            }
            int element = U16(bytes, next), length = U16(bytes, next + 2);
            var isOfEnterprise = !IsNine && element >= EnterpriseBit;
            next += Field;
            if (isOfEnterprise && bytes.Length - next < Enterprise)
            {
                return Fail(bytes, ref at, ref read, ExportDamage.TemplateEnds);
            }
            var enterprise = isOfEnterprise ? BinaryPrimitives.ReadUInt32BigEndian(bytes[next..]) : 0;
            next += isOfEnterprise ? Enterprise : 0;
            // The scopes of version 9 have numbers of their own.
            var field = IsNine && i < scopes ? ExportField.None : ExportElements.Of((ushort)(isOfEnterprise ? element - EnterpriseBit : element), enterprise);
            fields.Add(new(field, (ushort)length));
        }
        at = next;
        read = read with { Template = new(fields.MoveToImmutable(), IsOfOptions) };
        return true;
    }

    static bool Fail(ReadOnlySpan<byte> bytes, scoped ref int at, scoped ref ReadTemplate read, string because)
    {
        at = bytes.Length;
        read = read with { Because = because };
        return true;
    }

    static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}

/// <summary>What stands in a set of templates.</summary>
readonly record struct ReadTemplate
{
    /// <summary>Where it begins in its message.</summary>
    public int At { get; init; }
    /// <summary>The sets that it is for.</summary>
    public ushort Number { get; init; }
    /// <summary>The template; null where one is withdrawn.</summary>
    public Template? Template { get; init; }
    /// <summary>Whether all of one kind are withdrawn.</summary>
    public bool WithdrawsAll { get; init; }
    /// <summary>Whether it is one of options.</summary>
    public bool IsOfOptions { get; init; }
    /// <summary>Why it cannot be read; null where it can.</summary>
    public string? Because { get; init; }
}
