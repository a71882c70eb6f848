"""What Python's own reader of mail finds attached: the name in Content-Disposition, the one in Content-Type, the media type."""
import email, email.header, email.policy, json, sys

def decoded(value):
    return None if value is None else str(email.header.make_header(email.header.decode_header(value)))

with open(sys.argv[1], 'rb') as file:
    modern = email.message_from_binary_file(file, policy=email.policy.default)
with open(sys.argv[1], 'rb') as file:
    old = email.message_from_binary_file(file)
parts = zip(modern.walk(), old.walk())
json.dump([{
    'name': part.get_filename(),
    'old': decoded(classic.get_param('name')),
    'type': part.get_content_type(),
    'defects': [str(defect) for defect in part.defects],
} for part, classic in parts if part.get_content_disposition() == 'attachment'], sys.stdout)
