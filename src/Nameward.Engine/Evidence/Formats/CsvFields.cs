using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The fields of a record of a CSV file. One belongs to one reader.</summary>
sealed class CsvFields : FieldValues
{
    const int None = -1;

    readonly int[] _columns = new int[(int)LogField.Count];

    /// <summary>The cells of the record.</summary>
    public CsvCells Cells { get; } = new();

    /// <summary>How many cells the record has.</summary>
    public int Count => Cells.Count;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> this[LogField field] => _columns[(int)field] == None ? [] : Cells[_columns[(int)field]];

    /// <inheritdoc/>
    public override JsonKind Kind(LogField field) => _columns[(int)field] is not None and var column && column < Cells.Count ? JsonKind.String : JsonKind.None;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Written(LogField field) => this[field];

    /// <summary>Reads a record; false where a quote of it is never closed.</summary>
    public bool TryRead(ReadOnlySpan<byte> record, CsvColumns columns)
    {
        Cells.Cut(record, columns.Separator);
        _columns.AsSpan().Fill(None);
        foreach (var column in columns.Order)
        {
            ref var kept = ref _columns[(int)columns.Fields[column]!];
            kept = kept == None || (Cells[kept].IsEmpty && !Cells[column].IsEmpty) ? column : kept;
        }
        return !Cells.IsDamaged;
    }
}
