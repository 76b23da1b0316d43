namespace Nameward.Engine.Evidence.Formats;

/// <summary>Zeek's <c>dns.log</c>, in either form.</summary>
sealed class ZeekDnsLog : IZeekLog
{
    static readonly ZeekFieldSet Question = ZeekFieldSet.Of(ZeekField.MessageId, ZeekField.Type, ZeekField.TypeName);

    /// <summary>The one there is.</summary>
    public static ZeekDnsLog Instance { get; } = new();

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Path => "dns"u8;

    /// <inheritdoc/>
    public bool HasColumns(ZeekFieldSet columns) =>
        columns.HasAll(ZeekFieldSet.Of(ZeekField.Query, ZeekField.Originator)) && columns.HasAny(Question.With(ZeekField.Rcode));

    /// <summary>Whether there is a flow and a name, or, for a response without one, a code.</summary>
    public bool HasKeys(ZeekFieldSet keys) => keys.HasAll(ZeekFieldSet.Of(ZeekField.Time, ZeekField.Originator))
        && keys.HasAny(Question) && keys.HasAny(ZeekFieldSet.Of(ZeekField.Query, ZeekField.Rcode));

    /// <inheritdoc/>
    public string? Lack(ZeekFieldSet columns) => columns.Has(ZeekField.Query) ? null : "#fields names no query";

    /// <inheritdoc/>
    public IZeekTsvRow NewTsvRow() => new ZeekDnsTsvRow();

    /// <inheritdoc/>
    public IZeekJsonRow NewJsonRow() => new ZeekDnsJsonRow();
}
