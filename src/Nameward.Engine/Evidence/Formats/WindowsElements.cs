using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Turns the elements of an event's XML, read from text or from its binary form, into an event ([MS-EVEN6] section 2.2; schema
/// http://schemas.microsoft.com/win/2004/08/events/event). Of <c>System</c> the parts that name the event are kept, of <c>EventData</c> and
/// <c>UserData</c> every item.
/// </summary>
sealed class WindowsElements(WindowsEvent written)
{
    /// <summary>Elements that may stand in each other; events have four or five.</summary>
    public const int MostDepth = 32;

    const int OfSections = 2, OfFields = 3, OfUserItems = 4;

    int _depth;
    int _start;
    Section _section;
    WindowsElement _element;
    Slice _name;
    Slice _value;

    enum Section : byte
    {
        Other,
        System,
        EventData,
        UserData,
    }

    enum WindowsElement : byte
    {
        Other,
        Provider,
        EventId,
        TimeCreated,
        Computer,
        Execution,
        Security,
        Data,
    }

    /// <summary>What text that follows belongs to; <see cref="WindowsField.None"/> where it need not be read.</summary>
    public WindowsField Target { get; private set; }

    /// <summary>Whether all elements are closed again.</summary>
    public bool IsClosed => _depth == 0;

    /// <summary>Starts the next event.</summary>
    public void Begin()
    {
        _depth = 0;
        (_section, _element, Target) = (Section.Other, WindowsElement.Other, WindowsField.None);
        written.Clear();
    }

    /// <summary>An element begins, its attributes follow.</summary>
    /// <returns>False where no event has such elements.</returns>
    public bool Open(ReadOnlySpan<byte> name)
    {
        EndText();
        _depth++;
        _element = WindowsElement.Other;
        switch (_depth)
        {
            case 1:
                return name.SequenceEqual("Event"u8);
            case OfSections:
                _section = SectionOf(name);
                break;
            default:
                OpenField(name);
                break;
        }
        return _depth <= MostDepth;
    }

    /// <summary>An attribute begins, its value follows.</summary>
    public void Attribute(ReadOnlySpan<byte> name)
    {
        Begin(_element switch
        {
            WindowsElement.Provider when name.SequenceEqual("Name"u8) => WindowsField.Provider,
            WindowsElement.Provider when name.SequenceEqual("Guid"u8) => WindowsField.ProviderGuid,
            WindowsElement.TimeCreated when name.SequenceEqual("SystemTime"u8) => WindowsField.Time,
            WindowsElement.Execution when name.SequenceEqual("ProcessID"u8) => WindowsField.ProcessId,
            WindowsElement.Security when name.SequenceEqual("UserID"u8) => WindowsField.UserId,
            WindowsElement.Data when name.SequenceEqual("Name"u8) => WindowsField.DataName,
            _ => WindowsField.None,
        });
    }

    /// <summary>The attribute's value is over.</summary>
    public void EndAttribute() => EndText();

    /// <summary>The attributes of the element are over, its content follows.</summary>
    public void Content()
    {
        Begin(_element switch
        {
            WindowsElement.EventId => WindowsField.Id,
            WindowsElement.Computer => WindowsField.Computer,
            WindowsElement.Data => WindowsField.DataValue,
            _ => WindowsField.None,
        });
    }

    /// <summary>The next of several values of one item begins, as binary XML has them for an array: each is an item of its own.</summary>
    public void NextValue()
    {
        if (Target == WindowsField.DataValue)
        {
            EndText();
            written.AddData(_name, _value);
            Content();
        }
    }

    /// <summary>The element is over.</summary>
    public void Close()
    {
        EndText();
        if (_element == WindowsElement.Data)
        {
            written.AddData(_name, _value);
        }
        _element = WindowsElement.Other;
        _section = _depth <= OfSections ? Section.Other : _section;
        _depth--;
    }

    static Section SectionOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("System"u8) => Section.System,
        _ when name.SequenceEqual("EventData"u8) => Section.EventData,
        _ when name.SequenceEqual("UserData"u8) => Section.UserData,
        _ => Section.Other,
    };

    void OpenField(ReadOnlySpan<byte> name)
    {
        (_name, _value) = (default, default);
        var isItem = (_section == Section.EventData && _depth == OfFields) || (_section == Section.UserData && _depth == OfUserItems);
        if (isItem)
        {
            _element = WindowsElement.Data;
            // Items of UserData are named by their elements, as is what stands beside the items of EventData.
            _name = name.SequenceEqual("Data"u8) ? default : written.Copy(name);
        }
        else if (_section == Section.System && _depth == OfFields)
        {
            _element = ElementOf(name);
        }
    }

    static WindowsElement ElementOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("Provider"u8) => WindowsElement.Provider,
        _ when name.SequenceEqual("EventID"u8) => WindowsElement.EventId,
        _ when name.SequenceEqual("TimeCreated"u8) => WindowsElement.TimeCreated,
        _ when name.SequenceEqual("Computer"u8) => WindowsElement.Computer,
        _ when name.SequenceEqual("Execution"u8) => WindowsElement.Execution,
        _ when name.SequenceEqual("Security"u8) => WindowsElement.Security,
        _ => WindowsElement.Other,
    };

    void Begin(WindowsField target) => (Target, _start) = (target, written.Used);

    void EndText()
    {
        var text = new Slice(_start, written.Used - _start);
        switch (Target)
        {
            case WindowsField.None:
                break;
            case WindowsField.DataName:
                _name = text;
                break;
            case WindowsField.DataValue:
                _value = text;
                break;
            default:
                written.SetField(Target, _start);
                break;
        }
        Target = WindowsField.None;
    }
}
