using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The statements that one record of a snapshot of a configuration makes: what stands so, at a time that a snapshot does not tell. One belongs to one reader.</summary>
sealed class SnapshotRecord
{
    IBatchWriter _rows = NoRows.Instance;
    long _offset;
    int _said;

    /// <summary>The server or host whose configuration it is; empty where the evidence does not tell.</summary>
    public JoinedText Host { get; } = new();

    /// <summary>Whether the record has made a statement.</summary>
    public bool HasSaid => _said > 0;

    /// <summary>Begins a record.</summary>
    /// <param name="offset">Where it begins in its source.</param>
    /// <param name="rows">Takes its statements.</param>
    public void Begin(long offset, IBatchWriter rows) => (_rows, _offset, _said) = (rows, offset, 0);

    /// <summary>Makes a statement.</summary>
    /// <param name="kind">What of DNS it is about.</param>
    /// <param name="item">What has the property: a zone, an interface; empty where it is the server itself.</param>
    /// <param name="property">The property, in the product's own word.</param>
    /// <param name="value">Its value.</param>
    public void Say(ConfigurationKind kind, ReadOnlySpan<byte> item, ReadOnlySpan<byte> property, ReadOnlySpan<byte> value)
    {
        var row = new ConfigurationChange { At = new(0, _offset), Kind = kind, Act = ConfigurationAct.Stands, Continues = HasSaid };
        _rows.Change(row, new() { Host = Host.Text, Object = item, Property = property, New = value });
        _said++;
    }

    /// <summary>Ends the record: one that has made no statement is of no concern.</summary>
    public void End()
    {
        if (!HasSaid)
        {
            _rows.Ignored(_offset);
        }
        _rows = NoRows.Instance;
    }
}
