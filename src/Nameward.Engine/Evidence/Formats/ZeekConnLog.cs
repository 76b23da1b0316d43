namespace Nameward.Engine.Evidence.Formats;

/// <summary>Zeek's <c>conn.log</c>, in either form.</summary>
sealed class ZeekConnLog : IZeekLog
{
    /// <summary>Any of these tells a connection from the row of another log about the same two ends.</summary>
    public static readonly ZeekFieldSet Volume = ZeekFieldSet.Of(ZeekField.State, ZeekField.OriginatorPackets, ZeekField.ResponderPackets,
        ZeekField.OriginatorBytes, ZeekField.ResponderBytes);

    static readonly ZeekFieldSet Ends = ZeekFieldSet.Of(ZeekField.Originator, ZeekField.Responder);

    /// <summary>The one there is.</summary>
    public static ZeekConnLog Instance { get; } = new();

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Path => "conn"u8;

    /// <inheritdoc/>
    public bool HasColumns(ZeekFieldSet columns) => columns.HasAll(Ends) && columns.HasAny(Volume);

    /// <inheritdoc/>
    public bool HasKeys(ZeekFieldSet keys) => keys.HasAll(Ends.With(ZeekField.Time)) && keys.HasAny(Volume);

    /// <inheritdoc/>
    public string? Lack(ZeekFieldSet columns) => null;

    /// <inheritdoc/>
    public IZeekTsvRow NewTsvRow() => new ZeekConnRow();

    /// <inheritdoc/>
    public IZeekJsonRow NewJsonRow() => new ZeekConnRow();
}
