using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads the events of one provider, one after the other.</summary>
interface IWindowsRow
{
    /// <summary>Reads an event; what is observed is kept for <see cref="End"/>.</summary>
    /// <param name="read">The event.</param>
    /// <param name="time">When it was written, UTC.</param>
    LineResult Begin(WindowsEvent read, DateTime time);

    /// <summary>Hands over what was observed.</summary>
    /// <param name="offset">Where the event begins.</param>
    /// <param name="rows">Takes it.</param>
    void End(long offset, IBatchWriter rows);
}
